import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-session.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { AskTab } from './ask-tab.tsx';
import { ChecksTab } from './checks-tab.tsx';
import { DocumentPanel } from './document-panel.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { EvaluationsTab } from './evaluations-tab.tsx';
import { GapsTab } from './gaps-tab.tsx';
import { SynonymsTab } from './synonyms-tab.tsx';

const TABS = ['ask', 'documents', 'gaps', 'checks', 'synonyms', 'evaluations'] as const;
/** What everybody who may read sees; the others are for those who keep the documents. */
const READERS: ReadonlySet<string> = new Set(['ask', 'documents', 'synonyms']);

/** What a tab asks of its own; another tab knows nothing of it. */
const OWN = {
  q: undefined,
  mode: undefined,
  category: undefined,
  tag: undefined,
  status: undefined,
  source: undefined,
  owner_id: undefined,
  kind: undefined,
  run: undefined,
  only: undefined,
  sort: undefined,
  page: undefined,
  upload: undefined,
};

/** The knowledge base: asked and searched, brought in, and cared for. */
export function KnowledgePage() {
  const { t } = useTranslation();
  const list = useListState();
  const mayWrite = useMay('knowledge.write');
  const tabs = TABS.filter((one) => mayWrite || READERS.has(one));
  const tab = tabs.find((one) => one === list.search['tab']) ?? 'ask';
  const { open, passage } = list.search;
  return (
    <div className="flex min-h-full flex-col">
      <PageHead title={t('nav.knowledge')} />
      <Tabs
        value={tab}
        onValueChange={(next) => list.change({ ...OWN, tab: next === 'ask' ? undefined : next })}
        className="flex flex-1 flex-col"
      >
        <TabList className="px-2" aria-label={t('nav.knowledge')}>
          {tabs.map((one) => (
            <Tab key={one} value={one}>
              {t(`knowledgeTab.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={tab} className="flex flex-1 flex-col pt-3">
          {tab === 'ask' && <AskTab list={list} />}
          {tab === 'documents' && <DocumentsTab list={list} />}
          {tab === 'gaps' && <GapsTab list={list} />}
          {tab === 'checks' && <ChecksTab list={list} />}
          {tab === 'synonyms' && <SynonymsTab list={list} />}
          {tab === 'evaluations' && <EvaluationsTab list={list} />}
        </TabPanel>
      </Tabs>
      <DocumentPanel
        id={open}
        passage={passage}
        // Only what is set is taken away: the page of the list behind stays.
        onClose={() =>
          list.change(passage === undefined ? { open: undefined } : { open: undefined, passage: undefined })
        }
      />
    </div>
  );
}
