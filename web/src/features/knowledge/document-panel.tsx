import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { DocumentActions } from './document-actions.tsx';
import { DocumentBadges, inWork } from './document-badges.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { PassageList } from './passage-list.tsx';
import { VersionList } from './version-list.tsx';

interface DocumentPanelProps {
  id: string | undefined;
  /** The passage a citation opens. */
  passage: string | undefined;
  onClose: () => void;
}

const SECOND = 1000;

/** A document: what is known about it, its passages and its versions. */
export function DocumentPanel({ id, passage, onClose }: DocumentPanelProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['knowledge/documents', 'one', id],
    queryFn: ({ signal }) => api.get<DocumentView>(`knowledge/documents/${id}`, undefined, signal),
    enabled: id !== undefined,
    refetchInterval: (current) => (current.state.data && inWork(current.state.data) ? SECOND : false),
  });
  return (
    <SidePanel
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.title ?? t('nav.knowledge')}
      className="sm:w-[560px]"
    >
      <PanelBody query={query}>
        {(document) => <DocumentBody key={document.id} document={document} passage={passage} onDeleted={onClose} />}
      </PanelBody>
    </SidePanel>
  );
}

interface DocumentBodyProps {
  document: DocumentView;
  passage: string | undefined;
  onDeleted: () => void;
}

function DocumentBody({ document, passage, onDeleted }: DocumentBodyProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState('passages');
  const problem = document.latest.status === 'failed' ? document.latest.problem : null;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <DocumentBadges document={document} />
      </div>
      {problem !== null && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger">
          {problem.message}
          {document.current !== null && ` ${t('knowledge.formerServes', { number: document.current.number })}`}
        </p>
      )}
      {document.editable && <DocumentActions document={document} onDeleted={onDeleted} />}
      <DocumentFacts document={document} />
      <Tabs value={tab} onValueChange={setTab}>
        <TabList aria-label={document.title}>
          <Tab value="passages">{t('knowledge.passagesTab')}</Tab>
          <Tab value="versions">{t('knowledge.versionsTab')}</Tab>
        </TabList>
        <TabPanel value="passages">
          <PassageList key={`${document.current?.id ?? ''} ${passage ?? ''}`} document={document} passage={passage} />
        </TabPanel>
        <TabPanel value="versions">
          <VersionList document={document} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
