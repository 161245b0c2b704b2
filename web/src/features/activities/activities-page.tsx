import { CalendarCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_KINDS, type ActivityView } from '../../../../kernel/contracts/crm.ts';
import { useNow } from '../../format/use-now.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import { listQuery } from '../lists/list-search.ts';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import { useFacets } from '../lists/use-facets.ts';
import { useListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { ActivityButton } from './activity-button.tsx';
import { ActivityRow } from './activity-row.tsx';
import { ACTIVITY_TABS, dueRange, type ActivityTab } from './due-range.ts';
import { useCompleteActivity } from './use-complete-activity.ts';

/** What is to be followed up: today, overdue, later, and what was done. */
export function ActivitiesPage() {
  const { t } = useTranslation();
  const list = useListState();
  const facets = useFacets('customers');
  const now = useNow();
  const tab: ActivityTab = ACTIVITY_TABS.find((one) => one === list.search['tab']) ?? 'today';
  const { tab: _tab, ...asked } = listQuery(list.search);
  const query = usePage<ActivityView>('crm/activities', { ...asked, ...dueRange(tab, now) });
  const overdue = usePage<ActivityView>('crm/activities', { ...dueRange('overdue', now), page_size: 1 });
  const late = overdue.data?.total ?? 0;
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
  const { tab: _shown, open: _open, ...exported } = list.search;
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        title={t('nav.activities')}
        count={query.data?.total}
        actions={
          <>
            <ExportButton kind="activities" search={{ ...exported, ...dueRange(tab, now) }} />
            <ActivityButton parents={{}} prominent />
          </>
        }
      />
      <Tabs
        value={tab}
        onValueChange={(next) => list.change({ tab: next === 'today' ? undefined : next })}
        className="flex flex-1 flex-col"
      >
        <TabList className="px-2" aria-label={t('nav.activities')}>
          {ACTIVITY_TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`activity.tab.${one}`)}
              {one === 'overdue' && late > 0 && <span className="num ml-1 text-danger">{late}</span>}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="flex flex-1 flex-col pt-3">
          <div className="px-4 pb-2">
            <SearchBox list={list} placeholder={t('activity.searchHint')} />
          </div>
          <FilterRow list={list} filters={filters} />
          <div className="mt-2 flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
            <ActivityListBody query={query} tab={tab} />
            {query.data !== undefined && query.data.total > list.size && <Pager list={list} total={query.data.total} />}
          </div>
        </TabPanel>
      </Tabs>
    </div>
  );
}

function ActivityListBody({ query, tab }: { query: ReturnType<typeof usePage<ActivityView>>; tab: ActivityTab }) {
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
