import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/dropdown-menu.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { dropView, readViews, saveView } from './saved-views.ts';
import type { ListState } from './use-list-state.ts';

/** The saved views of a list: filters, order and columns under a name, kept in this browser. */
export function ViewsMenu({ list, name }: { list: ListState; name: string }) {
  const { t } = useTranslation();
  const [views, setViews] = useState(() => readViews(name));
  const [naming, setNaming] = useState<string | null>(null);
  const save = () => {
    const title = naming?.trim() ?? '';
    if (title === '') return;
    setViews(saveView(name, { name: title, search: list.search }));
    setNaming(null);
    toast.success(t('list.viewSaved', { name: title }));
  };
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button size="icon" variant="ghost" aria-label={t('list.views')} title={t('list.views')}>
            <Bookmark aria-hidden />
          </Button>
        }
      >
        <MenuLabel>{t('list.views')}</MenuLabel>
        {views.length === 0 && <p className="max-w-56 px-2 pb-1 text-sm text-muted">{t('list.noViews')}</p>}
        {views.map((view) => (
          <div key={view.name} className="flex items-center">
            <MenuItem className="min-w-0 flex-1" onSelect={() => list.become(view.search)}>
              <span className="truncate">{view.name}</span>
            </MenuItem>
            <MenuItem
              aria-label={t('list.dropView', { name: view.name })}
              onSelect={(event) => {
                event.preventDefault();
                setViews(dropView(name, view.name));
              }}
            >
              <Trash2 aria-hidden />
            </MenuItem>
          </div>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setNaming('')}>{t('list.saveView')}</MenuItem>
      </DropdownMenu>
      <Dialog
        open={naming !== null}
        onOpenChange={(open) => !open && setNaming(null)}
        title={t('list.saveView')}
        description={t('list.saveViewHint')}
        className="max-w-sm"
        footer={
          <Button variant="primary" onClick={save} disabled={naming?.trim() === ''}>
            {t('action.save')}
          </Button>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Field label={t('list.viewName')}>
            {(control) => (
              <Input {...control} maxLength={40} value={naming ?? ''} onChange={(e) => setNaming(e.target.value)} />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
