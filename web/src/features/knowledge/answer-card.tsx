import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Citation, KnowledgeAnswer } from '../../../../kernel/contracts/knowledge.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { AnswerFeedback } from './answer-feedback.tsx';
import { CitedText } from './cited-text.tsx';
import { TimeText } from '../records/time-text.tsx';
import type { ListState } from '../lists/use-list-state.ts';

/** One answer with its sources by number; a refusal says so and names what lies nearest. */
export function AnswerCard({ answer, list }: { answer: KnowledgeAnswer; list: ListState }) {
  const { t } = useTranslation();
  const refused = answer.outcome === 'refused';
  const open = (one: Citation) => list.change({ open: one.document_id, passage: one.passage_id });
  return (
    <article aria-label={answer.question} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold">{answer.question}</h2>
        {refused && <Badge tone="warning">{t('knowledge.refused')}</Badge>}
        {!refused && answer.certainty === 'unsure' && <Badge tone="warning">{t('knowledge.unsure')}</Badge>}
        {!refused && answer.written_by !== 'none' && <Badge>{t(`answerWriter.${answer.written_by}`)}</Badge>}
      </header>
      <CitedText text={answer.text} citations={answer.citations} onOpen={open} />
      {answer.dropped > 0 && <p className="text-sm text-muted">{t('knowledge.dropped', { count: answer.dropped })}</p>}
      {answer.citations.length > 0 && (
        <ol aria-label={t('knowledge.sources')} className="flex flex-col gap-1">
          {answer.citations.map((one) => (
            <Source key={one.number} citation={one} onOpen={() => open(one)} />
          ))}
        </ol>
      )}
      {refused && answer.near.length > 0 && (
        <ul aria-label={t('knowledge.near')} className="flex flex-wrap gap-x-4 text-sm">
          {answer.near.map((one) => (
            <li key={one.document_id}>
              <Button
                variant="link"
                className="px-0"
                onClick={() => list.change({ open: one.document_id, passage: undefined })}
              >
                {one.title}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {refused ? <p className="text-sm text-muted">{t('knowledge.noted')}</p> : <AnswerFeedback answerId={answer.id} />}
    </article>
  );
}

function Source({ citation, onOpen }: { citation: Citation; onOpen: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-col gap-0.5 rounded-md border border-line px-3 py-2 text-left hover:bg-sunken"
      >
        <span className="flex w-full items-center gap-1.5 text-sm text-muted">
          <span className="num shrink-0">[{citation.number}]</span>
          <FileText className="size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1 truncate">
            {citation.heading === '' || citation.heading === citation.title
              ? citation.title
              : `${citation.title} · ${citation.heading}`}
          </span>
          <TimeText at={citation.updated_at} className="shrink-0 text-faint" />
        </span>
        <span className="line-clamp-2">{citation.quote}</span>
      </button>
    </li>
  );
}
