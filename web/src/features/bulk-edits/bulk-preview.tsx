import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { BulkCounts } from './bulk-counts.tsx';
import { BulkRows } from './bulk-rows.tsx';
import { ChangeWords } from './change-words.tsx';

interface BulkPreviewProps {
  edit: BulkEditView;
  onChanged: (edit: BulkEditView) => void;
  onBack: (() => void) | undefined;
}

/** What a prepared edit would do: how many records change, stay and are left out, and why. */
export function BulkPreview({ edit, onChanged, onBack }: BulkPreviewProps) {
  const { t } = useTranslation();
  const will = edit.total - edit.unchanged - edit.skipped;
  const start = useMutation({
    mutationFn: () => api.post<BulkEditView>(`crm/bulk-edits/${edit.id}/start`),
    onSuccess: onChanged,
  });
  return (
    <div className="flex flex-col gap-4">
      <ChangeWords edit={edit} />
      <BulkCounts
        counts={[
          { word: 'willChange', count: will },
          { word: 'willStay', count: edit.unchanged },
          { word: 'willSkip', count: edit.skipped },
        ]}
      />
      {edit.skipped > 0 && <BulkRows edit={edit} status="skipped" title={t('bulkEdit.skippedRows')} />}
      {will > 0 && <BulkRows edit={edit} status="waiting" title={t('bulkEdit.waitingRows')} />}
      {will === 0 && <p className="text-muted">{t('bulkEdit.nothing')}</p>}
      {start.isError && (
        <p role="alert" className="text-sm text-danger">
          {describeError(start.error, t).message}
        </p>
      )}
      <div className="flex justify-end gap-2">
        {onBack !== undefined && <Button onClick={onBack}>{t('action.back')}</Button>}
        <Button variant="primary" disabled={will === 0} loading={start.isPending} onClick={() => start.mutate()}>
          {t('bulkEdit.start', { count: will })}
        </Button>
      </div>
    </div>
  );
}
