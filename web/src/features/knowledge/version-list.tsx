import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentVersionView, DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { saveResponse } from '../../api/save-response.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { inWork } from './document-badges.tsx';
import { fileSize } from './file-size.ts';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** The versions of a document, the newest first: what changed, how answers from it were rated, and the way back. */
export function VersionList({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const path = `knowledge/documents/${document.id}/versions`;
  const query = useQuery({
    queryKey: [path, document.version, document.latest],
    queryFn: ({ signal }) =>
      api.get<{ items: DocumentVersionView[] }>(path, undefined, signal).then(({ items }) => items),
  });
  return (
    <PanelBody query={query}>
      {(versions) => (
        <ol aria-label={t('knowledge.versionsTab')} className="flex flex-col">
          {versions.map((version) => (
            <Version key={version.id} document={document} version={version} />
          ))}
        </ol>
      )}
    </PanelBody>
  );
}

function Version({ document, version }: { document: DocumentView; version: DocumentVersionView }) {
  const { t } = useTranslation();
  const current = version.id === document.current?.id;
  const { changes } = version;
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2 last:border-b-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t('knowledge.versionNumber', { number: version.number })}</span>
        {current && <Badge tone="success">{t('knowledge.inUse')}</Badge>}
        {!current && version.status !== 'ready' && (
          <Badge tone={version.status === 'failed' ? 'danger' : 'neutral'}>
            {t(`versionStatus.${version.status}`)}
          </Badge>
        )}
        <span className="ml-auto text-sm text-muted">
          <TimeText at={version.created_at} /> {version.created_by}
        </span>
      </p>
      <p className="text-sm break-all text-muted">
        {version.file_name} · {fileSize(version.size)} · {t('knowledge.passages', { count: version.passages })}
        {changes !== null && ` · ${t('knowledge.changes', changes)}`}
      </p>
      {version.note !== null && <p className="text-sm">{version.note}</p>}
      {version.problem !== null && <p className="text-sm text-danger">{version.problem.message}</p>}
      {version.warnings.map((warning) => (
        <p key={warning} className="text-sm text-warning">
          {warning}
        </p>
      ))}
      {version.cited > 0 && <p className="text-sm text-muted">{t('knowledge.ratings', { ...version })}</p>}
      <VersionActions document={document} version={version} current={current} />
    </li>
  );
}

interface VersionActionsProps {
  document: DocumentView;
  version: DocumentVersionView;
  current: boolean;
}

function VersionActions({ document, version, current }: VersionActionsProps) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true);
    await runAction(t, work, done);
    setBusy(false);
  };
  const path = `knowledge/documents/${document.id}`;
  const download = async () =>
    await saveResponse(await api.send('GET', `${path}/versions/${version.number}/file`), version.file_name);
  const restore = async () => {
    await api.post(`${path}/reindex`, { number: version.number });
    await refresh();
  };
  return (
    <div className="flex gap-2">
      <Button size="sm" variant="ghost" className="-ml-2" loading={busy} onClick={() => void act(download)}>
        <Download aria-hidden />
        {t('knowledge.download')}
      </Button>
      {document.editable && !current && version.status !== 'failed' && !inWork(document) && (
        <Button size="sm" variant="ghost" loading={busy} onClick={() => void act(restore, t('knowledge.restoring'))}>
          {t('knowledge.restore', { number: version.number })}
        </Button>
      )}
    </div>
  );
}
