import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { AbsencesTab } from './absences-tab.tsx';
import { HoursTab } from './hours-tab.tsx';
import { RulesTab } from './rules-tab.tsx';

const TABS = ['rules', 'hours', 'absences'] as const;

/** Who gets which lead: rules, working hours, absences. */
export function AssignmentPage() {
  const { t } = useTranslation();
  const list = useListState();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'rules';
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('nav.assignment')} />
      <Tabs value={tab} onValueChange={(next) => list.become({ tab: next })}>
        <TabList className="px-2" aria-label={t('nav.assignment')}>
          {TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`assignment.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="px-4 pb-8">
          {tab === 'rules' && <RulesTab />}
          {tab === 'hours' && <HoursTab />}
          {tab === 'absences' && <AbsencesTab />}
        </TabPanel>
      </Tabs>
    </div>
  );
}
