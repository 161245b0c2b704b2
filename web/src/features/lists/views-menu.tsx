import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentEntity } from '../../../../kernel/contracts/segments.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/dropdown-menu.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { runAction } from '../records/run-action.ts';
import type { ListSearch } from './list-search.ts';
import { toSearch, useSavedViews } from './saved-views.ts';
import type { ListState } from './use-list-state.ts';

/** A view nobody has to save: what it is called and the address it stands for. */
export interface ViewPreset {
  name: string;
  search: ListSearch;
}

interface ViewsMenuProps {
  list: ListState;
  entity: SegmentEntity;
  presets: readonly ViewPreset[];
}

/** The saved views of a list: filters, order and columns under a name, the standing ones, one's own and the shared ones. */
export function ViewsMenu({ list, entity, presets }: ViewsMenuProps) {
  const { t } = useTranslation();
  const me = useUser();
  const mayShare = useMay('crm.configure');
  const { views, save, drop } = useSavedViews(entity);
  const [naming, setNaming] = useState<string | null>(null);
  const [shared, setShared] = useState(false);
  const keep = async () => {
    const title = naming?.trim() ?? '';
    if (title === '') return;
    if (await runAction(t, () => save(title, list.search, shared, me?.id), t('list.viewSaved', { name: title })))
      setNaming(null);
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
        {presets.map((preset) => (
          <MenuItem key={preset.name} onSelect={() => list.become(preset.search)}>
            {preset.name}
          </MenuItem>
        ))}
        {views.length === 0 && <p className="max-w-56 px-2 pb-1 text-sm text-muted">{t('list.noViews')}</p>}
        {views.map((view) => (
          <div key={view.id} className="flex items-center">
            <MenuItem className="min-w-0 flex-1" onSelect={() => list.become(toSearch(view.settings))}>
              <span className="truncate">{view.name}</span>
              {view.owner_id !== me?.id && <span className="ml-2 text-xs text-faint">{view.owner_name}</span>}
            </MenuItem>
            {(view.owner_id === me?.id || mayShare) && (
              <MenuItem
                aria-label={t('list.dropView', { name: view.name })}
                onSelect={(event) => {
                  event.preventDefault();
                  void runAction(t, () => drop(view));
                }}
              >
                <Trash2 aria-hidden />
              </MenuItem>
            )}
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
          <Button variant="primary" onClick={() => void keep()} disabled={naming?.trim() === ''}>
            {t('action.save')}
          </Button>
        }
      >
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <Field label={t('list.viewName')}>
            {(control) => (
              <Input {...control} maxLength={40} value={naming ?? ''} onChange={(e) => setNaming(e.target.value)} />
            )}
          </Field>
          {mayShare && (
            <label className="flex items-center gap-2 text-sm">
              <Checkbox checked={shared} onChange={setShared} />
              {t('segment.shared')}
            </label>
          )}
        </form>
      </Dialog>
    </>
  );
}
