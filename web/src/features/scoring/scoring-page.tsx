import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { ChangesTab } from './changes-tab.tsx';
import { GradesTab } from './grades-tab.tsx';
import { ModelsTab } from './models-tab.tsx';
import { RulesTab } from './rules-tab.tsx';

const TABS = ['rules', 'grades', 'models', 'changes'] as const;

/** How leads are scored: the rule table, the grades, the models, and who changed what. */
export function ScoringPage() {
  const { t } = useTranslation();
  const list = useListState();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'rules';
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('nav.scoring')} />
      <Tabs value={tab} onValueChange={(next) => list.become({ tab: next })}>
        <TabList className="px-2" aria-label={t('nav.scoring')}>
          {TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`scoring.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="px-4 pb-8">
          {tab === 'rules' && <RulesTab />}
          {tab === 'grades' && <GradesTab />}
          {tab === 'models' && <ModelsTab />}
          {tab === 'changes' && <ChangesTab />}
        </TabPanel>
      </Tabs>
    </div>
  );
}
