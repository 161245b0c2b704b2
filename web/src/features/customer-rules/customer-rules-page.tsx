import { useTranslation } from 'react-i18next';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { ProfileSettingsTab } from './profile-settings-tab.tsx';
import { TagRulesTab } from './tag-rules-tab.tsx';

const TABS = ['tags', 'tiers', 'health'] as const;

/** What is said of customers by rule: tags, tier, health. */
export function CustomerRulesPage() {
  const { t } = useTranslation();
  const list = useListState();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'tags';
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('nav.customerRules')} />
      <Tabs value={tab} onValueChange={(next) => list.become({ tab: next })}>
        <TabList className="px-2" aria-label={t('nav.customerRules')}>
          {TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`customerRule.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="px-4 pb-8">
          {tab === 'tags' ? <TagRulesTab /> : <ProfileSettingsTab part={tab} />}
        </TabPanel>
      </Tabs>
    </div>
  );
}
