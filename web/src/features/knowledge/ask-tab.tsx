import { BookOpen, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeAnswer } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { AnswerCard } from './answer-card.tsx';
import { SearchResults } from './search-results.tsx';

/** Turns of the talk the service takes along, and characters of each. */
const TURNS = 20;
const LENGTH = 4000;

/** Asks the documents or searches them. What was asked stays on the page while it is open; a search stands in the address. */
export function AskTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const searching = list.search['mode'] === 'search';
  const talk = useTalk();
  const words = list.search['q'];
  const submit = (text: string) => (searching ? list.change({ q: text }) : talk.ask(text));
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 px-4 pb-8">
      <div className="flex flex-wrap items-center gap-2">
        <ChoiceBar
          label={t('knowledge.mode')}
          value={searching ? 'search' : 'ask'}
          options={[
            { value: 'ask', label: t('knowledge.ask') },
            { value: 'search', label: t('knowledge.search') },
          ]}
          onChange={(mode) => list.change({ mode: mode === 'ask' ? undefined : mode, q: undefined })}
        />
        {!searching && talk.answers.length > 0 && (
          <Button size="sm" variant="ghost" onClick={talk.clear}>
            <RotateCcw aria-hidden />
            {t('knowledge.newTalk')}
          </Button>
        )}
      </div>
      <QuestionForm
        key={searching ? 'search' : 'ask'}
        searching={searching}
        given={words}
        busy={talk.pending !== null}
        onSubmit={submit}
      />
      {searching ? (
        words === undefined ? (
          <EmptyState icon={BookOpen} title={t('knowledge.searchTitle')}>
            {t('knowledge.searchBody')}
          </EmptyState>
        ) : (
          <SearchResults list={list} words={words} />
        )
      ) : (
        <Talk list={list} talk={talk} />
      )}
    </div>
  );
}

type TalkState = ReturnType<typeof useTalk>;

/** The questions and answers since the page was opened, the newest first. */
function useTalk() {
  const [answers, setAnswers] = useState<readonly KnowledgeAnswer[]>([]);
  const [pending, setPending] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ question: string; error: unknown } | null>(null);
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const ask = async (question: string): Promise<void> => {
    const stop = new AbortController();
    going.current = stop;
    setPending(question);
    setFailed(null);
    const history = answers.toReversed().flatMap(({ question: asked, text }) => [
      { role: 'user' as const, text: asked },
      { role: 'assistant' as const, text: text.slice(0, LENGTH) },
    ]);
    try {
      const body = { question, history: history.slice(-TURNS) };
      const answer = await api.request<KnowledgeAnswer>('POST', 'knowledge/ask', { body, signal: stop.signal });
      setAnswers((old) => [answer, ...old]);
    } catch (error) {
      if (!stop.signal.aborted) setFailed({ question, error });
    }
    setPending(null);
  };
  return {
    answers,
    pending,
    failed,
    ask: (question: string) => void ask(question),
    clear: () => {
      going.current?.abort();
      setAnswers([]);
      setFailed(null);
    },
  };
}

function Talk({ list, talk }: { list: ListState; talk: TalkState }) {
  const { t } = useTranslation();
  const { answers, pending, failed } = talk;
  if (answers.length === 0 && pending === null && failed === null)
    return (
      <EmptyState icon={BookOpen} title={t('knowledge.askTitle')}>
        {t('knowledge.askBody')}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4">
      {pending !== null && (
        <div aria-busy className="flex flex-col gap-2 rounded-md border border-line bg-surface p-4">
          <p className="font-medium">{pending}</p>
          <output className="text-sm text-muted">{t('knowledge.lookingUp')}</output>
          <Skeleton className="w-3/4" />
          <Skeleton className="w-1/2" />
        </div>
      )}
      {failed !== null && (
        <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-danger-soft px-3 py-2">
          <p className="min-w-0 flex-1">
            <span className="font-medium">{failed.question}</span>{' '}
            <span className="text-danger">{describeError(failed.error, t).message}</span>
          </p>
          <Button size="sm" onClick={() => talk.ask(failed.question)}>
            {t('action.retry')}
          </Button>
        </div>
      )}
      {answers.map((answer) => (
        <AnswerCard key={answer.id} answer={answer} list={list} />
      ))}
    </div>
  );
}

interface QuestionFormProps {
  searching: boolean;
  given: string | undefined;
  busy: boolean;
  onSubmit: (words: string) => void;
}

function QuestionForm({ searching, given, busy, onSubmit }: QuestionFormProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState(given ?? '');
  const ready = words.trim() !== '' && !busy;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!ready) return;
    onSubmit(words.trim());
    if (!searching) setWords('');
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <Textarea
        aria-label={t(searching ? 'knowledge.searchWords' : 'knowledge.question')}
        placeholder={t(searching ? 'knowledge.searchHint' : 'knowledge.askHint')}
        className="min-h-10"
        rows={1}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          // Enter while an input method composes belongs to the input method.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <Button variant="primary" size="lg" type="submit" disabled={!ready} loading={!searching && busy}>
        {t(searching ? 'knowledge.search' : 'knowledge.ask')}
      </Button>
    </form>
  );
}
