import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../../kernel/contracts/crm.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ReminderView } from '../../../../kernel/contracts/reminders.ts';
import { api } from '../../api/client.ts';
import { useNow } from '../../format/use-now.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { listQuery } from '../lists/list-search.ts';
import { useListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { ActivitiesTab } from './activities-tab.tsx';
import { ActivityButton } from './activity-button.tsx';
import { ACTIVITY_TABS, dueRange } from './due-range.ts';
import { RemindersTab } from './reminders-tab.tsx';
import { UnplannedTab } from './unplanned-tab.tsx';

const TABS = [...ACTIVITY_TABS, 'unplanned', 'reminders'] as const;

/** What is to be followed up: today, overdue, later, what was done, what nobody planned, and what one was reminded of. */
export function ActivitiesPage() {
  const { t } = useTranslation();
  const list = useListState();
  const now = useNow();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'today';
  const planned = ACTIVITY_TABS.find((one) => one === tab);
  const { tab: _tab, of: _of, unread: _unread, ...asked } = listQuery(list.search);
  const query = usePage<ActivityView>(
    'crm/activities',
    { ...asked, ...dueRange(planned ?? 'today', now) },
    { enabled: planned !== undefined },
  );
  const overdue = usePage<ActivityView>('crm/activities', { ...dueRange('overdue', now), page_size: 1 });
  const unread = useQuery({
    queryKey: ['crm/reminders', 'unread'],
    queryFn: ({ signal }) => api.get<Page<ReminderView>>('crm/reminders', { unread: true, page_size: 1 }, signal),
  });
  const late = { overdue: overdue.data?.total ?? 0, reminders: unread.data?.total ?? 0 };
  const { tab: _shown, open: _open, of: _kind, unread: _read, ...exported } = list.search;
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        title={t('nav.activities')}
        count={planned === undefined ? undefined : query.data?.total}
        actions={
          <>
            {planned !== undefined && (
              <ExportButton kind="activities" search={{ ...exported, ...dueRange(planned, now) }} />
            )}
            <ActivityButton parents={{}} prominent />
          </>
        }
      />
      <Tabs
        value={tab}
        onValueChange={(next) =>
          list.change({ tab: next === 'today' ? undefined : next, of: undefined, unread: undefined })
        }
        className="flex flex-1 flex-col"
      >
        <TabList className="px-2" aria-label={t('nav.activities')}>
          {TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`activity.tab.${one}`)}
              {(one === 'overdue' || one === 'reminders') && late[one] > 0 && (
                <span className="num ml-1 text-danger">{late[one]}</span>
              )}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="flex flex-1 flex-col pt-3">
          {planned !== undefined && <ActivitiesTab tab={planned} list={list} query={query} />}
          {tab === 'unplanned' && <UnplannedTab list={list} />}
          {tab === 'reminders' && <RemindersTab list={list} />}
        </TabPanel>
      </Tabs>
    </div>
  );
}
