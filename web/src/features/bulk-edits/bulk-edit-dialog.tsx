import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { refreshRecords } from '../duplicates/refresh-records.ts';
import { BulkChangeForm, type BulkStart } from './bulk-change-form.tsx';
import { BulkPreview } from './bulk-preview.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { BulkResult } from './bulk-result.tsx';

interface BulkEditDialogProps {
  /** A new edit of these records … */
  start?: BulkStart;
  /** … or one there is already. */
  id?: string;
  onClose: () => void;
}

const SECOND = 1000;

/** An edit of many records at the step it stands at: what to change, preview, progress, result with the way back. */
export function BulkEditDialog({ start, id: given, onClose }: BulkEditDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [id, setId] = useState(given);
  const query = useQuery({
    queryKey: ['crm/bulk-edits', 'one', id],
    queryFn: ({ signal }) => api.get<BulkEditView>(`crm/bulk-edits/${id ?? ''}`, undefined, signal),
    enabled: id !== undefined,
    refetchInterval: (current) => (runs(current.state.data?.status) ? SECOND : false),
  });
  const edit = id === undefined ? undefined : query.data;
  const ended = edit !== undefined && edit.status !== 'ready' && !runs(edit.status);
  const entity = edit?.entity;
  useEffect(() => {
    if (ended && entity !== undefined) void refreshRecords(queries, entity);
  }, [ended, entity, queries]);
  const take = (fresh: BulkEditView) => {
    queries.setQueryData(['crm/bulk-edits', 'one', fresh.id], fresh);
    void queries.invalidateQueries({ queryKey: ['crm/bulk-edits', 'list'] });
    setId(fresh.id);
  };
  const drop = () => {
    // What was prepared here and not started is of no use to anybody.
    if (start !== undefined && edit?.status === 'ready')
      void api
        .post(`crm/bulk-edits/${edit.id}/cancel`)
        .catch(() => undefined)
        .then(() => queries.invalidateQueries({ queryKey: ['crm/bulk-edits'] }));
  };
  const step = edit === undefined ? 'choose' : edit.status === 'ready' ? 'preview' : runs(edit.status) ? 'run' : 'end';
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (open) return;
        drop();
        onClose();
      }}
      title={t(`bulkEdit.title.${step}`)}
      className="max-w-2xl"
    >
      {edit === undefined && id === undefined && start !== undefined && <BulkChangeForm start={start} onReady={take} />}
      {id !== undefined && query.isPending && <ListSkeleton />}
      {id !== undefined && query.isError && edit === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {edit !== undefined && step === 'preview' && (
        <BulkPreview
          edit={edit}
          onChanged={take}
          onBack={
            start === undefined
              ? undefined
              : () => {
                  drop();
                  setId(undefined);
                }
          }
        />
      )}
      {edit !== undefined && step === 'run' && <BulkProgress edit={edit} onChanged={take} />}
      {edit !== undefined && step === 'end' && <BulkResult edit={edit} onChanged={take} onClose={onClose} />}
    </Dialog>
  );
}

function runs(status: BulkEditView['status'] | undefined): boolean {
  return status === 'running' || status === 'undoing';
}
