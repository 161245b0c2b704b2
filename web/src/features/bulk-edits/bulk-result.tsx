import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { BulkCounts } from './bulk-counts.tsx';
import { BulkRows } from './bulk-rows.tsx';
import { ChangeWords } from './change-words.tsx';

interface BulkResultProps {
  edit: BulkEditView;
  onChanged: (edit: BulkEditView) => void;
  onClose: () => void;
}

/** What an edit of many records did, or what its undo brought back. */
export function BulkResult({ edit, onChanged, onClose }: BulkResultProps) {
  const { t } = useTranslation();
  const undone = edit.status === 'undone';
  const step = useMutation({
    mutationFn: (verb: 'undo' | 'start') => api.post<BulkEditView>(`crm/bulk-edits/${edit.id}/${verb}`),
    onSuccess: onChanged,
  });
  const end = edit.status as 'done' | 'failed' | 'cancelled' | 'undone';
  return (
    <div className="flex flex-col gap-4">
      <output className="font-medium">{edit.error ?? t(`bulkEdit.end.${end}`, { count: edit.changed })}</output>
      <ChangeWords edit={edit} />
      <BulkCounts
        counts={
          undone
            ? [
                { word: 'undone', count: edit.undone },
                { word: 'kept', count: edit.kept },
              ]
            : [
                { word: 'changed', count: edit.changed },
                { word: 'willStay', count: edit.unchanged },
                { word: 'skipped', count: edit.skipped },
              ]
        }
      />
      {!undone && edit.skipped > 0 && <BulkRows edit={edit} status="skipped" title={t('bulkEdit.skippedRows')} />}
      {undone && edit.kept > 0 && <BulkRows edit={edit} status="kept" title={t('bulkEdit.keptRows')} />}
      {step.isError && (
        <p role="alert" className="text-sm text-danger">
          {describeError(step.error, t).message}
        </p>
      )}
      <div className="flex justify-end gap-2">
        {edit.status === 'failed' && (
          <Button loading={step.isPending} onClick={() => step.mutate('start')}>
            {t('bulkEdit.resume')}
          </Button>
        )}
        {!undone && edit.changed > 0 && (
          <Button loading={step.isPending} onClick={() => step.mutate('undo')}>
            {t('bulkEdit.undo')}
          </Button>
        )}
        <Button variant="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      </div>
    </div>
  );
}
