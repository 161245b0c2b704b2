import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeView, QualityEntity, UndoPreview } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { runAction } from '../records/run-action.ts';
import { refreshRecords } from './refresh-records.ts';

interface UndoMergeDialogProps {
  id: string;
  entity: QualityEntity;
  onClose: () => void;
}

/** Says what the undo of a merge brings back and what it cannot, and does it. */
export function UndoMergeDialog({ id, entity, onClose }: UndoMergeDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [force, setForce] = useState(false);
  const [pending, setPending] = useState(false);
  const query = useQuery({
    queryKey: ['crm/merge-undo', id],
    queryFn: ({ signal }) => api.get<UndoPreview>(`crm/merges/${id}/undo`, undefined, signal),
    staleTime: 0,
  });
  const preview = query.data;
  const blocked = preview !== undefined && preview.obstacles.length > 0;
  const undo = async () => {
    setPending(true);
    const done = await runAction(t, async () => {
      const merge = await api.post<MergeView>(`crm/merges/${id}/undo`, { force });
      toast.success(t('merge.undone', { survivor: merge.survivor_name, loser: merge.loser_name }));
    });
    setPending(false);
    await refreshRecords(queries, entity);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('merge.undoTitle')}
      className="max-w-lg"
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            variant="primary"
            loading={pending}
            disabled={preview === undefined || preview.impossible || (blocked && !force)}
            onClick={() => void undo()}
          >
            {t('merge.undo')}
          </Button>
        </>
      }
    >
      {query.isPending && <Skeleton className="h-16" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {preview !== undefined && (
        <div className="flex flex-col gap-3">
          <p>{t('merge.undoBody', { survivor: preview.merge.survivor_name, loser: preview.merge.loser_name })}</p>
          {preview.moved_back.length > 0 && (
            <p className="text-muted">
              {t('merge.movesBack', {
                what: preview.moved_back.map((one) => `${one.label} ${one.count}`).join('、'),
              })}
            </p>
          )}
          {preview.restored_fields.length > 0 && (
            <p className="text-muted">{t('merge.restores', { fields: preview.restored_fields.join('、') })}</p>
          )}
          {blocked && (
            <div role="alert" className="rounded-md bg-warning-soft px-3 py-2 text-sm">
              <p className="font-medium text-warning">
                {t(preview.impossible ? 'merge.impossible' : 'merge.obstacles')}
              </p>
              <ul className="list-inside list-disc">
                {preview.obstacles.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </div>
          )}
          {blocked && !preview.impossible && (
            <label className="flex items-center gap-2 text-sm">
              <Checkbox checked={force} onChange={setForce} />
              {t('merge.force')}
            </label>
          )}
        </div>
      )}
    </Dialog>
  );
}
