import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeChoice, MergePreview, MergeView, QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { MergeDone } from './merge-done.tsx';
import { MergeFields } from './merge-fields.tsx';
import { refreshRecords } from './refresh-records.ts';

interface MergeDialogProps {
  entity: QualityEntity;
  ids: readonly [string, string];
  /** Which of the two is kept at first. */
  fullest: 0 | 1;
  onClose: () => void;
}

/** Makes one record of two: which one stays, whose value each field takes, what goes over; afterwards the way back. */
export function MergeDialog({ entity, ids, fullest, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [kept, setKept] = useState<0 | 1>(fullest);
  const [choices, setChoices] = useState<Readonly<Record<string, MergeChoice>>>({});
  const body = { entity, survivor_id: ids[kept], loser_id: ids[kept === 0 ? 1 : 0], choices };
  const preview = useQuery({
    queryKey: ['crm/merge-preview', body],
    queryFn: () => api.post<MergePreview>('crm/merges/preview', body),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const shown = preview.data;
  const merge = useMutation({
    mutationFn: (seen: MergePreview) =>
      api.post<MergeView>('crm/merges', {
        ...body,
        survivor_version: seen.survivor.version,
        loser_version: seen.loser.version,
      }),
    onSuccess: () => refreshRecords(queries, entity),
    // Somebody changed one of the two: what is shown must be what will be.
    onError: () => preview.refetch(),
  });
  if (merge.data !== undefined) return <MergeDone merge={merge.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('merge.title', { entity: t(`segmentEntity.${entity}`) })}
      description={t('merge.body')}
      className="max-w-4xl"
      footer={
        <>
          {merge.isError && (
            <p role="alert" className="mr-auto text-sm text-danger">
              {describeError(merge.error, t).message}
            </p>
          )}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            variant="primary"
            loading={merge.isPending}
            disabled={shown === undefined || preview.isFetching}
            onClick={() => shown !== undefined && merge.mutate(shown)}
          >
            {t('merge.confirm')}
          </Button>
        </>
      }
    >
      {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <ListSkeleton />}
      {shown !== undefined && !preview.isError && (
        <MergeFields
          preview={shown}
          choices={choices}
          busy={preview.isPlaceholderData}
          onSwap={() => {
            setKept(kept === 0 ? 1 : 0);
            setChoices({});
          }}
          onChoose={(field, choice) => setChoices({ ...choices, [field]: choice })}
        />
      )}
    </Dialog>
  );
}
