import { useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Pencil, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldView } from '../../../../kernel/contracts/custom-fields.ts';
import { api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { runAction } from '../records/run-action.ts';
import { moveField } from './move-field.ts';

interface CustomFieldRowProps {
  /** All fields of the page in their order, and the place of this one. */
  fields: readonly CustomFieldView[];
  at: number;
  onEdit: () => void;
}

/** A field with what it is, and the buttons that order, change, archive or restore it. */
export function CustomFieldRow({ fields, at, onEdit }: CustomFieldRowProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const field = fields[at];
  if (field === undefined) return null;
  const { label } = field;
  const run = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true);
    await runAction(t, work, done);
    await queries.invalidateQueries({ queryKey: ['crm/custom-fields'] });
    await queries.invalidateQueries({ queryKey: ['crm/condition-fields'] });
    setBusy(false);
    setAsking(false);
  };
  const archive = (archived: boolean) =>
    run(
      () => api.patch(`crm/custom-fields/${field.id}`, { archived, version: field.version }),
      t(archived ? 'customField.archived' : 'customField.restored', { label }),
    );
  const button = (icon: LucideIcon, words: string, onClick: () => void, disabled = false) => {
    const Icon = icon;
    return (
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={words}
        title={words}
        disabled={disabled || busy}
        onClick={onClick}
      >
        <Icon aria-hidden />
      </Button>
    );
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{label}</span>
          <Badge>{t(`customType.${field.type}`)}</Badge>
          {field.required && <Badge tone="warning">{t('customField.required')}</Badge>}
          {field.searchable && <Badge tone="accent">{t('customField.searchableBadge')}</Badge>}
        </p>
        <p className="truncate text-sm text-faint">
          {[field.key, ...field.choices.filter((one) => one.archived !== true).map((one) => one.label)].join(' · ')}
        </p>
      </div>
      <span className="flex items-center gap-1">
        {!field.archived && (
          <>
            {button(
              ArrowUp,
              t('customField.moveUp', { label }),
              () => void run(() => moveField(fields, at, at - 1)),
              at === 0,
            )}
            {button(
              ArrowDown,
              t('customField.moveDown', { label }),
              () => void run(() => moveField(fields, at, at + 1)),
              at === fields.length - 1,
            )}
            {button(Pencil, t('customField.editNamed', { label }), onEdit)}
            {button(Archive, t('customField.archiveNamed', { label }), () => setAsking(true))}
          </>
        )}
        {field.archived && button(ArchiveRestore, t('customField.restoreNamed', { label }), () => void archive(false))}
      </span>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('customField.archiveTitle', { label })}
        body={t('customField.archiveBody')}
        confirmLabel={t('customField.archive')}
        pending={busy}
        onConfirm={() => void archive(true)}
      />
    </li>
  );
}
