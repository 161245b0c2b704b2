import { useTranslation } from 'react-i18next';
import { QUALITY_ENTITIES } from '../../../../kernel/contracts/data-quality.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Select } from '../../ui/select.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { CandidateList } from './candidate-list.tsx';
import { MergeHistory } from './merge-history.tsx';
import { RecordPanel } from './record-panel.tsx';

const TABS = ['open', 'dismissed', 'merges'] as const;

/** How sure a pair must be to be listed: the scores where a level begins. */
const STRENGTHS = { all: undefined, likely: '75', certain: '90' } as const;

/** Pairs of records that are probably one, those settled as two, and the merges there were. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const list = useListState();
  const tab = TABS.find((one) => one === list.search['tab']) ?? 'open';
  const entity = QUALITY_ENTITIES.find((one) => one === list.search['entity']) ?? 'customer';
  const strength = (['certain', 'likely'] as const).find((one) => STRENGTHS[one] === list.search['min_score']) ?? 'all';
  return (
    <div className="flex min-h-full flex-col">
      <PageHead title={t('nav.duplicates')} />
      <Tabs
        value={tab}
        onValueChange={(next) => list.change({ tab: next === 'open' ? undefined : next, open: undefined })}
        className="flex flex-1 flex-col"
      >
        <TabList className="px-2" aria-label={t('nav.duplicates')}>
          {TABS.map((one) => (
            <Tab key={one} value={one}>
              {t(`duplicate.tab.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="flex flex-1 flex-col pt-3">
          <fieldset aria-label={t('list.filters')} className="flex flex-wrap gap-2 px-4 pb-3">
            <Select
              aria-label={t('field.entity')}
              className="w-32"
              value={entity}
              options={QUALITY_ENTITIES.map((value) => ({ value, label: t(`segmentEntity.${value}`) }))}
              onChange={(value) => list.change({ entity: value === 'customer' ? undefined : value, open: undefined })}
            />
            {tab !== 'merges' && (
              <Select
                aria-label={t('duplicate.strength')}
                className="w-44"
                value={strength}
                options={(['all', 'likely', 'certain'] as const).map((value) => ({
                  value,
                  label: t(`duplicate.atLeast.${value}`),
                }))}
                onChange={(value) => list.change({ min_score: STRENGTHS[value as keyof typeof STRENGTHS] })}
              />
            )}
          </fieldset>
          {tab === 'merges' ? (
            <MergeHistory list={list} entity={entity} />
          ) : (
            <CandidateList key={`${tab} ${entity}`} list={list} entity={entity} status={tab} />
          )}
        </TabPanel>
      </Tabs>
      <RecordPanel entity={entity} id={list.search['open']} onClose={() => list.change({ open: undefined })} />
    </div>
  );
}
