import type { TFunction } from 'i18next';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchItemView, UploadAnswer } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

const SECOND = 1000;

interface UploadProgressProps {
  id: string;
  onClose: () => void;
  onOpen: (documentId: string) => void;
}

/** How far an upload is, file by file, with the reason where one could not be read. One may leave; it goes on. */
export function UploadProgress({ id, onClose, onOpen }: UploadProgressProps) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const query = useQuery({
    queryKey: ['knowledge/uploads', 'one', id],
    queryFn: ({ signal }) => api.get<UploadAnswer>(`knowledge/uploads/${id}`, undefined, signal),
    refetchInterval: (current) => (current.state.data?.status === 'running' ? SECOND : false),
  });
  const finished = query.data?.finished;
  const seen = useRef(finished);
  useEffect(() => {
    // Each file that is done belongs to the list behind the dialog.
    if (finished !== undefined && finished !== seen.current) void refresh();
    seen.current = finished;
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('knowledge.uploadTitle')}
      className="max-w-2xl"
      footer={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <PanelBody query={query}>
        {(batch) => (
          <div className="flex flex-col gap-3">
            <Progress value={batch.finished} max={batch.files} label={t('knowledge.uploadTitle')} />
            <output className="num text-sm text-muted">{summary(batch, t)}</output>
            <ul aria-label={t('knowledge.files')} className="rounded-md border border-line">
              {batch.items.map((item) => (
                <UploadItem key={item.position} item={item} onOpen={onOpen} />
              ))}
            </ul>
          </div>
        )}
      </PanelBody>
    </Dialog>
  );
}

function summary(batch: UploadAnswer, t: TFunction): string {
  const { files, finished, failed } = batch;
  if (batch.status === 'running') return t('knowledge.uploadRunning', { finished, files });
  return failed === 0
    ? t('knowledge.uploadDone', { count: files })
    : t('knowledge.uploadPartly', { done: files - failed, failed });
}

/** How far a file is: its own end, else how far its version is. */
function stateOf({ status, version_status }: BatchItemView): { word: string; tone: Tone } {
  if (status === 'failed' || version_status === 'failed') return { word: 'failed', tone: 'danger' };
  if (status === 'unchanged' || status === 'expanded') return { word: status, tone: 'neutral' };
  if (version_status === 'ready') return { word: status === 'replaced' ? 'replaced' : 'ready', tone: 'success' };
  if (version_status === 'superseded') return { word: 'superseded', tone: 'neutral' };
  return { word: version_status ?? 'waiting', tone: 'accent' };
}

function UploadItem({ item, onOpen }: { item: BatchItemView; onOpen: (documentId: string) => void }) {
  const { t } = useTranslation();
  const { word, tone } = stateOf(item);
  const words = t('uploadState', { returnObjects: true }) as Record<string, string>;
  const documentId = item.document_id;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 last:border-b-0">
      {documentId !== null && tone !== 'danger' ? (
        <Button variant="link" className="min-w-0 flex-1 justify-start px-0" onClick={() => onOpen(documentId)}>
          <span className="truncate">{item.path}</span>
        </Button>
      ) : (
        <span className="min-w-0 flex-1 truncate">{item.path}</span>
      )}
      {item.passages > 0 && (
        <span className="num text-sm text-faint">{t('knowledge.passages', { count: item.passages })}</span>
      )}
      <Badge tone={tone}>{words[word]}</Badge>
      {item.problem !== null && <p className="w-full text-sm text-danger">{item.problem.message}</p>}
    </li>
  );
}
