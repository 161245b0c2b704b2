import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../../kernel/contracts/identity.ts';
import { useUser } from '../../api/use-session.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { ForbiddenPage } from '../notices/forbidden-page.tsx';
import { AuditTab } from './audit-tab.tsx';
import { DeadJobsTab } from './dead-jobs-tab.tsx';
import { UsersTab } from './users-tab.tsx';

const TABS = [
  { name: 'jobs', needs: 'job.manage' },
  { name: 'audit', needs: 'audit.read' },
  { name: 'users', needs: 'user.manage' },
] as const satisfies readonly { name: string; needs: Permission }[];

/** What administrators look after: jobs that failed for good, the audit, the people. */
export function SystemPage() {
  const { t } = useTranslation();
  const held = useUser()?.permissions ?? [];
  const list = useListState();
  const tabs = TABS.filter((one) => held.includes(one.needs));
  const tab = tabs.find((one) => one.name === list.search['tab']) ?? tabs[0];
  if (tab === undefined) return <ForbiddenPage />;
  return (
    <div className="flex min-h-full flex-col">
      <PageHead title={t('nav.system')} />
      <Tabs value={tab.name} onValueChange={(next) => list.become({ tab: next })}>
        <TabList className="px-2" aria-label={t('nav.system')}>
          {tabs.map((one) => (
            <Tab key={one.name} value={one.name}>
              {t(`system.${one.name}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab.name} className="pt-0">
          {tab.name === 'jobs' && <DeadJobsTab list={list} />}
          {tab.name === 'audit' && <AuditTab list={list} />}
          {tab.name === 'users' && <UsersTab list={list} />}
        </TabPanel>
      </Tabs>
    </div>
  );
}
