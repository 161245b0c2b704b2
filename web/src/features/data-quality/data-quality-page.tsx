import { useTranslation } from 'react-i18next';
import { QUALITY_ENTITIES } from '../../../../kernel/contracts/data-quality.ts';
import { useMay } from '../../api/use-session.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Select } from '../../ui/select.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { BulkEditHistory } from '../bulk-edits/bulk-edit-history.tsx';
import { RecordPanel } from '../duplicates/record-panel.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { QualityList } from './quality-list.tsx';
import { QualityOverviewTab } from './quality-overview-tab.tsx';
import { QualityRulesTab } from './quality-rules-tab.tsx';

const TABS = ['overview', 'incomplete', 'stale', 'invalid', 'edits', 'rules'] as const;
export type QualityTab = (typeof TABS)[number];

/** What a tab asks of the list of its own; another tab knows nothing of it. */
const OWN = {
  missing: undefined,
  below: undefined,
  problem: undefined,
  days: undefined,
  open: undefined,
  q: undefined,
};

/** What is missing, old or wrong in the records, the edits of many of them, and the rules behind it all. */
export function DataQualityPage() {
  const { t } = useTranslation();
  const list = useListState();
  const mayWrite = useMay('crm.write');
  const mayConfigure = useMay('crm.configure');
  const tabs = TABS.filter((one) => (one === 'edits' ? mayWrite : one === 'rules' ? mayConfigure : true));
  const tab = tabs.find((one) => one === list.search['tab']) ?? 'overview';
  const entity = QUALITY_ENTITIES.find((one) => one === list.search['entity']) ?? 'customer';
  return (
    <div className="flex min-h-full flex-col">
      <PageHead title={t('nav.dataQuality')} />
      <Tabs
        value={tab}
        onValueChange={(next) => list.change({ ...OWN, tab: next === 'overview' ? undefined : next })}
        className="flex flex-1 flex-col"
      >
        <TabList className="px-2" aria-label={t('nav.dataQuality')}>
          {tabs.map((one) => (
            <Tab key={one} value={one}>
              {t(`quality.tab.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="flex flex-1 flex-col pt-3">
          {tab !== 'edits' && (
            <div className="px-4 pb-3">
              <Select
                aria-label={t('field.entity')}
                className="w-32"
                value={entity}
                options={QUALITY_ENTITIES.map((value) => ({ value, label: t(`segmentEntity.${value}`) }))}
                onChange={(value) =>
                  list.change({ ...OWN, entity: value === 'customer' ? undefined : value, owner_id: undefined })
                }
              />
            </div>
          )}
          {tab === 'overview' && <QualityOverviewTab list={list} entity={entity} />}
          {tab === 'edits' && <BulkEditHistory list={list} />}
          {tab === 'rules' && <QualityRulesTab key={entity} entity={entity} />}
          {(tab === 'incomplete' || tab === 'stale' || tab === 'invalid') && (
            <QualityList key={`${tab} ${entity}`} list={list} entity={entity} kind={tab} />
          )}
        </TabPanel>
      </Tabs>
      {tab !== 'edits' && (
        <RecordPanel entity={entity} id={list.search['open']} onClose={() => list.change({ open: undefined })} />
      )}
    </div>
  );
}
