import { CalendarCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_KINDS, type ActivityView } from '../../../../kernel/contracts/crm.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import { useFacets } from '../lists/use-facets.ts';
import type { ListState } from '../lists/use-list-state.ts';
import type { usePage } from '../lists/use-page.ts';
import { ActivityRow } from './activity-row.tsx';
import type { ActivityTab } from './due-range.ts';
import { useCompleteActivity } from './use-complete-activity.ts';

interface ActivitiesTabProps {
  tab: ActivityTab;
  list: ListState;
  query: ReturnType<typeof usePage<ActivityView>>;
}

/** One view of the follow-ups: search, filters, the rows. */
export function ActivitiesTab({ tab, list, query }: ActivitiesTabProps) {
  const { t } = useTranslation();
  const facets = useFacets('customers');
  const filters = [
    {
      name: 'kind',
      word: 'activityKind' as const,
      options: ACTIVITY_KINDS.map((kind) => ({ value: kind, label: t(`activityKind.${kind}`) })),
    },
    {
      name: 'owner_id',
      word: 'owner' as const,
      options: (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name })),
    },
  ];
  return (
    <>
      <div className="px-4 pb-2">
        <SearchBox list={list} placeholder={t('activity.searchHint')} />
      </div>
      <FilterRow list={list} filters={filters} />
      <div className="mt-2 flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
        <ActivityListBody query={query} tab={tab} />
        {query.data !== undefined && query.data.total > list.size && <Pager list={list} total={query.data.total} />}
      </div>
    </>
  );
}

function ActivityListBody({ query, tab }: Pick<ActivitiesTabProps, 'query' | 'tab'>) {
  const { t } = useTranslation();
  const { complete, busy } = useCompleteActivity();
  if (query.isPending) return <ListSkeleton />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0)
    return (
      <EmptyState icon={CalendarCheck} title={t(`activity.emptyTitle.${tab}`)}>
        {t('activity.emptyBody')}
      </EmptyState>
    );
  return (
    <ul className="px-4">
      {query.data.items.map((activity) => (
        <ActivityRow
          key={activity.id}
          activity={activity}
          showParents
          busy={busy === activity.id}
          onComplete={(one) => void complete(one)}
        />
      ))}
    </ul>
  );
}
