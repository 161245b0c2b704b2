import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { FiguresTab } from './figures-tab.tsx';
import { ReasonsTab } from './reasons-tab.tsx';
import { StagesTab } from './stages-tab.tsx';

const TABS = ['stages', 'reasons', 'figures'] as const;

/** What the stages of the funnel mean here, why deals are lost, and the figures for warnings and forecast. */
export function StagesPage() {
  const { t } = useTranslation();
  const list = useListState();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'stages';
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('nav.stages')} />
      <Tabs value={tab} onValueChange={(next) => list.become(next === 'stages' ? {} : { tab: next })}>
        <TabList className="px-2" aria-label={t('nav.stages')}>
          {TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`stageSettings.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="px-4 pb-8">
          {tab === 'stages' && <StagesTab />}
          {tab === 'reasons' && <ReasonsTab />}
          {tab === 'figures' && <FiguresTab />}
        </TabPanel>
      </Tabs>
    </div>
  );
}
