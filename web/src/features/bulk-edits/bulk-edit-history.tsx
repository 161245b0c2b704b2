import { PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { formatNumber } from '../../format/format-number.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { CardList } from '../lists/card-list.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { useNarrow } from '../lists/use-narrow.ts';
import { usePage } from '../lists/use-page.ts';
import { TimeText } from '../records/time-text.tsx';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';
import { ChangeWords } from './change-words.tsx';

const TONES: Record<BulkEditView['status'], Tone> = {
  ready: 'warning',
  running: 'accent',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  undoing: 'accent',
  undone: 'neutral',
};

/** The edits of many records there were, the latest first; each opens with its result and the way back. */
export function BulkEditHistory({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const query = usePage<BulkEditView>('crm/bulk-edits', { page: list.page, page_size: list.size });
  const open = list.search['open'];
  const narrow = useNarrow();
  return (
    <div className="flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
      {query.isPending && <ListSkeleton />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.items.length === 0 && (
        <EmptyState icon={PencilLine} title={t('bulkEdit.emptyTitle')}>
          {t('bulkEdit.emptyBody')}
        </EmptyState>
      )}
      {query.data !== undefined && query.data.items.length > 0 && (
        <>
          <div className="flex-1">
            {narrow ? (
              <CardList
                list={list}
                rows={query.data.items}
                caption={t('quality.tab.edits')}
                renderCard={(edit) => <EditCard edit={edit} />}
              />
            ) : (
              <EditTable list={list} edits={query.data.items} />
            )}
          </div>
          <Pager list={list} total={query.data.total} />
        </>
      )}
      {open !== undefined && <BulkEditDialog key={open} id={open} onClose={() => list.change({ open: undefined })} />}
    </div>
  );
}

function EditTable({ list, edits }: { list: ListState; edits: readonly BulkEditView[] }) {
  const { t } = useTranslation();
  return (
    <Table>
      <caption className="sr-only">{t('quality.tab.edits')}</caption>
      <thead>
        <tr>
          <Th>{t('bulkEdit.change')}</Th>
          <Th>{t('field.entity')}</Th>
          <Th>{t('field.status')}</Th>
          <Th numeric>{t('bulkEdit.count.changed')}</Th>
          <Th>{t('bulkEdit.by')}</Th>
          <Th>{t('field.createdAt')}</Th>
        </tr>
      </thead>
      <tbody>
        {edits.map((edit) => (
          <Tr key={edit.id} selected={list.search['open'] === edit.id}>
            <Td className="min-w-44">
              <button
                type="button"
                className="tap rounded-sm text-left hover:text-accent-ink"
                onClick={() => list.change({ open: edit.id })}
              >
                <ChangeWords edit={edit} />
              </button>
            </Td>
            <Td className="whitespace-nowrap text-muted">{t(`segmentEntity.${edit.entity}`)}</Td>
            <Td>
              <Badge tone={TONES[edit.status]}>{t(`bulkStatus.${edit.status}`)}</Badge>
            </Td>
            <Td numeric>{formatNumber(edit.changed)}</Td>
            <Td className="whitespace-nowrap text-muted">{edit.created_by_name}</Td>
            <Td className="text-muted">
              <TimeText at={edit.created_at} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function EditCard({ edit }: { edit: BulkEditView }) {
  const { t } = useTranslation();
  return (
    <>
      <ChangeWords edit={edit} />
      <span className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <Badge tone={TONES[edit.status]}>{t(`bulkStatus.${edit.status}`)}</Badge>
        <span>
          {t(`segmentEntity.${edit.entity}`)} <span className="num">{formatNumber(edit.changed)}</span>
        </span>
        <span>{edit.created_by_name}</span>
        <TimeText at={edit.created_at} />
      </span>
    </>
  );
}
