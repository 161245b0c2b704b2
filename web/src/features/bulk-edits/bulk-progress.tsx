import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { runAction } from '../records/run-action.ts';

/** How far an edit of many records, or its undo, is. One may leave; it goes on by itself. */
export function BulkProgress({ edit, onChanged }: { edit: BulkEditView; onChanged: (edit: BulkEditView) => void }) {
  const { t } = useTranslation();
  const undoing = edit.status === 'undoing';
  const [done, all] = undoing ? [edit.undone + edit.kept, edit.changed] : [edit.processed, edit.total];
  const cancel = useMutation({
    mutationFn: () =>
      runAction(t, async () => onChanged(await api.post<BulkEditView>(`crm/bulk-edits/${edit.id}/cancel`))),
  });
  const label = t(undoing ? 'bulkEdit.undoing' : 'bulkEdit.running');
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{label}</p>
      <Progress value={done} max={all} label={label} />
      <output className="num text-muted">{t('bulkEdit.progress', { done, all })}</output>
      <p className="text-sm text-muted">{t('bulkEdit.mayLeave')}</p>
      {!undoing && (
        <Button className="self-start" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('bulkEdit.stop')}
        </Button>
      )}
    </div>
  );
}
