import { judgeConfidence, type Certainty } from '../../knowledge/answer/judge-confidence.ts';
import { searchKnowledge } from '../../knowledge/search/search-knowledge.ts';
import { THRESHOLDS, type Thresholds } from '../../knowledge/search/thresholds.ts';
import { makeLexicon } from '../../knowledge/text/lexicon.ts';
import { sectionOf } from './library-set.ts';
import { memoryIndex } from './memory-index.ts';
import type { QuestionSet, SetQuestion } from './question-set.ts';

/** What became of one question, without any model: the search of the service over an index in memory. */
export interface Outcome {
  readonly question: string;
  readonly answerable: boolean;
  readonly certainty: Certainty;
  readonly confidence: number;
  /** The first passage stands in a section that answers: an answer reads the section around it. */
  readonly right: boolean;
  /** Path and heading of the first passage. */
  readonly first: string;
}

const lexicon = makeLexicon();

/** Asks questions of a set. */
export async function askSet(
  set: QuestionSet,
  questions: readonly SetQuestion[],
  thresholds: Thresholds = THRESHOLDS,
): Promise<Outcome[]> {
  const parts = {
    index: memoryIndex(set.corpus),
    embedder: null,
    reranker: null,
    lexicon: () => Promise.resolve(lexicon),
    thresholds,
  };
  const outcomes: Outcome[] = [];
  for (const { text, gold } of questions) {
    const { passages, confidence } = await searchKnowledge(parts, { query: text, access: ['all'], at: new Date(0) });
    const [first] = passages;
    const right = first !== undefined && gold.some((id) => sectionOf(id) === sectionOf(first.id));
    outcomes.push({
      question: text,
      answerable: gold.length > 0,
      certainty: judgeConfidence(confidence, thresholds),
      confidence,
      right,
      first: first ? `${first.id} ${first.heading}` : '',
    });
  }
  return outcomes;
}

/** Shares of outcomes, 0-1: of the answerable ones, then of the others; last, how many of the refused ones were rightly refused. */
export function certaintyFigures(outcomes: readonly Outcome[]): Record<string, number> {
  const answerable = outcomes.filter((one) => one.answerable);
  const others = outcomes.filter((one) => !one.answerable);
  const share = (list: readonly Outcome[], is: (one: Outcome) => boolean): number =>
    list.filter(is).length / list.length;
  const refused = outcomes.filter((one) => one.certainty === 'none');
  return {
    Answerable: answerable.length,
    'Right, sure': share(answerable, (one) => one.right && one.certainty === 'sure'),
    'Right, as the nearest': share(answerable, (one) => one.right && one.certainty === 'unsure'),
    'Wrong, sure': share(answerable, (one) => !one.right && one.certainty === 'sure'),
    'Wrong, as the nearest': share(answerable, (one) => !one.right && one.certainty === 'unsure'),
    Refused: share(answerable, (one) => one.certainty === 'none'),
    Unanswerable: others.length,
    'Told sure': share(others, (one) => one.certainty === 'sure'),
    'Told as the nearest': share(others, (one) => one.certainty === 'unsure'),
    'Refused rightly': share(others, (one) => one.certainty === 'none'),
    'Refusals that are right': share(refused, (one) => !one.answerable),
  };
}
