import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GapView, UpdateGap } from '../../../../kernel/contracts/knowledge-quality.ts';
import { api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { GapQuestions } from './gap-questions.tsx';
import { LinkDocument } from './link-document.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';
import { WriteDialog } from './write-dialog.tsx';

/** Questions that want the same article, and what can become of them: written, found, or not needed. */
export function GapRow({ gap, list }: { gap: GapView; list: ListState }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [asking, setAsking] = useState<'write' | 'link' | null>(null);
  const update = (change: Omit<UpdateGap, 'version'>) =>
    api.patch(`knowledge/gaps/${gap.id}`, { ...change, version: gap.version });
  const settle = async (change: Omit<UpdateGap, 'version'>, done: string) => {
    const worked = await runAction(t, () => update(change), done);
    await refresh();
    return worked;
  };
  const documentId = gap.document_id;
  return (
    <li className="flex flex-col gap-2 border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 basis-60 font-medium">{gap.title}</h2>
        <span className="num text-sm text-muted">
          {t('knowledge.askedBy', { questions: gap.questions, people: gap.people })}
        </span>
        <TimeText at={gap.last_asked_at} className="text-sm text-faint" />
      </div>
      {gap.words.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {gap.words.map((word) => (
            <Badge key={word}>{word}</Badge>
          ))}
        </p>
      )}
      <GapQuestions gap={gap} />
      {documentId !== null && (
        <p className="text-sm text-muted">
          {t('knowledge.answeredBy')}{' '}
          <Button variant="link" className="px-0" onClick={() => list.change({ open: documentId })}>
            {gap.document_title ?? t('knowledge.notOpen')}
          </Button>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {gap.status === 'open' ? (
          <>
            <Button size="sm" onClick={() => setAsking('write')}>
              {t('knowledge.writeOne')}
            </Button>
            <Button size="sm" onClick={() => setAsking('link')}>
              {t('knowledge.link')}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t('knowledge.dismissNamed', { name: gap.title })}
              onClick={() => void settle({ status: 'dismissed' }, t('knowledge.gapDismissed'))}
            >
              {t('knowledge.dismiss')}
            </Button>
          </>
        ) : (
          <Button size="sm" onClick={() => void settle({ status: 'open' }, t('knowledge.gapReopened'))}>
            {t('knowledge.reopen')}
          </Button>
        )}
      </div>
      {asking === 'write' && (
        <WriteDialog
          title={gap.title}
          questions={gap.samples}
          onClose={() => setAsking(null)}
          onWritten={async (document) => {
            await update({ document_id: document.id });
          }}
        />
      )}
      {asking === 'link' && (
        <LinkDocument
          gap={gap}
          onClose={() => setAsking(null)}
          onLink={(id) => settle({ document_id: id }, t('knowledge.gapLinked'))}
        />
      )}
    </li>
  );
}
