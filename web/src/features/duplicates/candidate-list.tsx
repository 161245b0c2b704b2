import { CopyCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MATCH_LEVELS,
  type DuplicateCandidateView,
  type QualityEntity,
} from '../../../../kernel/contracts/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { CandidateCard } from './candidate-card.tsx';
import { MergeDialog } from './merge-dialog.tsx';

interface CandidateListProps {
  list: ListState;
  entity: QualityEntity;
  status: 'open' | 'dismissed';
}

/** The pairs of one kind, grouped by how sure it is that the two are one. */
export function CandidateList({ list, entity, status }: CandidateListProps) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState<DuplicateCandidateView | null>(null);
  const minScore = list.search['min_score'];
  const query = usePage<DuplicateCandidateView>('crm/duplicates', {
    entity,
    status,
    min_score: minScore,
    page: list.page,
    page_size: list.size,
  });
  const pairs = query.data?.items ?? [];
  const beginMerge = (pair: DuplicateCandidateView) => {
    // One of the two will be gone: its panel must not stay open on nothing.
    list.change({ open: undefined }, { replace: true });
    setMerging(pair);
  };
  return (
    <div className="flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
      {query.isPending && <ListSkeleton />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && pairs.length === 0 && (
        <EmptyState
          icon={CopyCheck}
          title={t(minScore === undefined ? `duplicate.empty.${status}` : 'list.nothingFound')}
          action={
            minScore === undefined ? undefined : (
              <Button onClick={() => list.change({ min_score: undefined })}>{t('list.liftAll')}</Button>
            )
          }
        >
          {t(`duplicate.emptyHint.${status}`)}
        </EmptyState>
      )}
      {query.data !== undefined && pairs.length > 0 && (
        <>
          <div className="flex flex-1 flex-col gap-5 px-4 py-4">
            {MATCH_LEVELS.map((level) => {
              const group = pairs.filter((pair) => pair.level === level);
              if (group.length === 0) return null;
              return (
                <section key={level} aria-label={t(`matchLevel.${level}`)}>
                  <h2 className="mb-2 text-sm font-semibold text-muted">{t(`matchLevel.${level}`)}</h2>
                  <ul className="flex flex-col gap-3">
                    {group.map((pair) => (
                      <CandidateCard key={pair.id} pair={pair} list={list} onMerge={() => beginMerge(pair)} />
                    ))}
                  </ul>
                </section>
              );
            })}
          </div>
          <Pager list={list} total={query.data.total} />
        </>
      )}
      <output className="sr-only">{query.data !== undefined && t('list.found', { count: query.data.total })}</output>
      {merging !== null && merging.left.id !== null && merging.right.id !== null && (
        <MergeDialog
          entity={entity}
          ids={[merging.left.id, merging.right.id]}
          fullest={fullerOf(merging)}
          onClose={() => setMerging(null)}
        />
      )}
    </div>
  );
}

/** Which of a pair is kept unless the person chooses otherwise: the one that says more. */
function fullerOf({ left, right }: DuplicateCandidateView): 0 | 1 {
  return (right.completeness ?? 0) > (left.completeness ?? 0) ? 1 : 0;
}
