import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeView, QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { TimeText } from '../records/time-text.tsx';
import { MergeValue } from './merge-value.tsx';
import { UndoMergeDialog } from './undo-merge-dialog.tsx';

/** The merges there were, the latest first, each with what it did and the way back. */
export function MergeHistory({ list, entity }: { list: ListState; entity: QualityEntity }) {
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState<string | null>(null);
  const query = usePage<MergeView>('crm/merges', { entity, page: list.page, page_size: list.size });
  return (
    <div className="flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
      {query.isPending && <ListSkeleton />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data?.items.length === 0 && (
        <EmptyState icon={Merge} title={t('merge.emptyTitle')}>
          {t('merge.emptyBody')}
        </EmptyState>
      )}
      {query.data !== undefined && query.data.items.length > 0 && (
        <>
          <ul className="flex-1">
            {query.data.items.map((merge) => (
              <MergeRow key={merge.id} merge={merge} onUndo={() => setUndoing(merge.id)} />
            ))}
          </ul>
          <Pager list={list} total={query.data.total} />
        </>
      )}
      {undoing !== null && <UndoMergeDialog id={undoing} entity={entity} onClose={() => setUndoing(null)} />}
    </div>
  );
}

function MergeRow({ merge, onUndo }: { merge: MergeView; onUndo: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const undone = merge.status === 'undone';
  const title = t('merge.row', { loser: merge.loser_name, survivor: merge.survivor_name });
  return (
    <li aria-label={title} className="border-b border-line px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-60 font-medium">{title}</span>
        {undone && <Badge>{t('merge.undoneBadge')}</Badge>}
        <span className="text-sm text-muted">
          {merge.merged_by_name} <TimeText at={merge.merged_at} />
        </span>
        {!undone && mayWrite && (
          <Button size="sm" aria-label={`${t('merge.undo')} ${title}`} onClick={onUndo}>
            {t('merge.undo')}
          </Button>
        )}
      </div>
      {merge.moved.length > 0 && (
        <p className="text-sm text-muted">
          {t('merge.movedOver', { what: merge.moved.map((one) => `${one.label} ${one.moved}`).join('、') })}
        </p>
      )}
      {merge.undo_report.length > 0 && (
        <p className="text-sm text-warning">{t('merge.notRestored', { what: merge.undo_report.join('；') })}</p>
      )}
      {merge.fields.length > 0 && (
        <details className="text-sm">
          <summary className="tap w-fit cursor-pointer text-accent-ink">
            {t('merge.fieldsChanged', { count: merge.fields.length })}
          </summary>
          <dl className="mt-1 flex flex-col gap-1">
            {merge.fields.map((one) => (
              <div key={one.field} className="flex flex-wrap gap-x-2">
                <dt className="text-muted">{one.label}</dt>
                <dd>
                  <MergeValue entity={merge.entity} field={one.field} value={one.before} />
                  {' → '}
                  <MergeValue entity={merge.entity} field={one.field} value={one.after} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
