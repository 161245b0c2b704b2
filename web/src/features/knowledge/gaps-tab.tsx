import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { GAP_STATUSES, type GapView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { GapRow } from './gap-row.tsx';

/** Articles that are missing, from the questions nobody could answer, most wanted first. */
export function GapsTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const status = GAP_STATUSES.find((one) => one === list.search['status']) ?? 'open';
  const query = usePage<GapView>('knowledge/gaps', { status, page: list.page, page_size: list.size });
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4 pb-3">
        <ChoiceBar
          label={t('field.status')}
          value={status}
          options={GAP_STATUSES.map((value) => ({ value, label: t(`gapStatus.${value}`) }))}
          onChange={(next) => list.change({ status: next === 'open' ? undefined : next })}
        />
        <p className="text-sm text-muted">{t('knowledge.gapsHint')}</p>
      </div>
      <div className="flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.items.length === 0 && (
          <EmptyState icon={CircleHelp} title={t(`knowledge.noGaps.${status}`)}>
            {t('knowledge.noGapsBody')}
          </EmptyState>
        )}
        {query.data !== undefined && query.data.items.length > 0 && (
          <>
            <ul aria-label={t('knowledgeTab.gaps')} className="flex-1">
              {query.data.items.map((gap) => (
                <GapRow key={gap.id} gap={gap} list={list} />
              ))}
            </ul>
            <Pager list={list} total={query.data.total} />
          </>
        )}
      </div>
    </>
  );
}
