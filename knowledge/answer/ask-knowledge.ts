import type { AskKnowledgeRequest, Citation, KnowledgeAnswer } from '../../kernel/contracts/knowledge.ts';
import { newId } from '../../kernel/ids.ts';
import { sentencesOf } from '../chunk/cut-passages.ts';
import { withoutOrders } from '../clean/find-orders.ts';
import type { KnowledgeEngine } from '../engine.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { checkAnswer } from './check-answer.ts';
import { supportOf } from './check-support.ts';
import { contentWords, coverage, plainForm } from './content-words.ts';
import { extractAnswer } from './extract-answer.ts';
import { gatherSources, type Source } from './gather-sources.ts';
import { recordAnswer } from './record-answer.ts';
import { searchLibrary, type LibraryHits } from './search-library.ts';

export interface AskKnowledge extends AskKnowledgeRequest {
  /** The reader's keys, where it is not the actor: `['customer']` for words that go to customers. */
  readonly access?: readonly string[];
  /** Only what is sure is told: for words that go to customers. */
  readonly strict?: boolean;
  /** `false` leaves the question out of the log and the gaps (evaluations). */
  readonly record?: boolean;
  readonly signal?: AbortSignal;
}

const HITS = 10;
/** Documents that are named when nothing answers. */
const NEAR = 3;
/** At least this share of a model's sentences must be supported; else the sources speak for themselves. */
const SOUND = 0.5;
/** What the model is told to say when the sources do not answer. */
export const NO_ANSWER = '资料不足';

interface Worded {
  readonly text: string;
  readonly cited: readonly number[];
  readonly by: 'model' | 'extract';
  readonly dropped: number;
}

/**
 * Answers a question from the documents the reader may be told, with numbered citations, or says that it cannot. A model
 * only words what the sources say: each of its sentences is held against them. Without a model, and when too little of
 * its answer holds, the sources' own sentences answer.
 *
 * @throws AppError `access.not_permitted`, `knowledge.index_unavailable`
 */
export async function askKnowledge(
  scope: WriteScope,
  engine: KnowledgeEngine,
  input: AskKnowledge,
): Promise<KnowledgeAnswer> {
  const { question, record = true, strict = false, ...search } = input;
  const found = await searchLibrary(scope, engine, { ...search, query: question, limit: HITS, reword: true });
  const told = found.certainty === 'sure' || (found.certainty === 'unsure' && !strict);
  const sources = told ? await gatherSources(scope, found.hits) : [];
  const worded = sources.length > 0 ? await word(scope, engine, input, found, sources) : undefined;
  const answer = worded ? answered(input, found, sources, worded) : refused(input, found);
  if (record) await recordAnswer(scope, answer, versionsOf(answer, sources));
  return answer;
}

async function word(
  scope: WriteScope,
  engine: KnowledgeEngine,
  input: AskKnowledge,
  found: LibraryHits,
  sources: readonly Source[],
): Promise<Worded | undefined> {
  const question = found.queries[0] ?? input.question;
  const draft = await engine.writer?.write({
    question,
    sources: sources.map(({ number, title, heading, text }) => ({ number, title, heading, text })),
    signal: input.signal ?? new AbortController().signal,
    actor: scope.actor,
  });
  if (draft?.includes(NO_ANSWER) && draft.trim().length <= NO_ANSWER.length + 4) return undefined;
  let dropped = 0;
  if (draft) {
    const supports = sources.map(({ number, title, heading, text }) =>
      supportOf(number, `${title}\n${heading}\n${text}`),
    );
    const checked = checkAnswer(draft, supports);
    dropped = checked.dropped;
    if (checked.kept > 0 && checked.kept / (checked.kept + checked.dropped) >= SOUND)
      return { text: checked.text, cited: checked.cited, by: 'model', dropped };
  }
  const extracted = extractAnswer(
    question,
    found.certainty === 'sure',
    sources.map(({ number, title, hit, text }) => ({
      number,
      title,
      passage: withoutOrders(hit.text),
      section: text,
      question: hit.question,
    })),
  );
  return extracted.text === '' ? undefined : { ...extracted, by: 'extract', dropped };
}

/** Sources are numbered anew in the order they are cited. */
function answered(
  input: AskKnowledge,
  found: LibraryHits,
  sources: readonly Source[],
  worded: Worded,
): KnowledgeAnswer {
  const order: number[] = [];
  const text = worded.text.replaceAll(/\[(\d{1,2})\]/g, (_whole, number: string) => {
    const old = Number(number);
    if (!order.includes(old)) order.push(old);
    return `[${order.indexOf(old) + 1}]`;
  });
  const citations = order.flatMap((old, index): Citation[] => {
    const source = sources.find((one) => one.number === old);
    return source ? [citationOf(source, index + 1, input.question)] : [];
  });
  return {
    id: newId(),
    question: input.question,
    outcome: 'answered',
    text,
    citations,
    confidence: found.confidence,
    certainty: found.certainty,
    written_by: worded.by,
    dropped: worded.dropped,
    near: [],
  };
}

function citationOf({ hit, title, heading }: Source, number: number, question: string): Citation {
  const words = contentWords(question);
  const quote = sentencesOf(withoutOrders(hit.text)).toSorted(
    (a, b) => coverage(words, plainForm(b)) - coverage(words, plainForm(a)),
  )[0];
  return {
    number,
    passage_id: hit.id,
    document_id: hit.document_id,
    title,
    heading,
    quote: quote ?? hit.text,
    updated_at: hit.updated_at,
  };
}

function refused(input: AskKnowledge, found: LibraryHits): KnowledgeAnswer {
  const near = new Map(found.hits.map((hit) => [hit.document_id, hit.document_title]));
  const titles = [...near].slice(0, NEAR).map(([document_id, title]) => ({ document_id, title }));
  const names = titles.map(({ title }) => `《${title}》`).join('、');
  const hint = titles.length > 0 ? `相近的有${names}，您可以打开看看。` : '';
  return {
    id: newId(),
    question: input.question,
    outcome: 'refused',
    text: `知识库里没有找到能回答这个问题的内容，不敢随便答。${hint}`,
    citations: [],
    confidence: found.confidence,
    certainty: 'none',
    written_by: 'none',
    dropped: 0,
    near: titles,
  };
}

function versionsOf(answer: KnowledgeAnswer, sources: readonly Source[]): ReadonlyMap<string, string> {
  const cited = new Set(answer.citations.map((citation) => citation.passage_id));
  return new Map(sources.filter(({ hit }) => cited.has(hit.id)).map(({ hit }) => [hit.id, hit.version_id]));
}
