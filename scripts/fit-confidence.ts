import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIDENCE_FEATURES } from '../knowledge/rerank/confidence-features.ts';
import { scoreByChance } from '../knowledge/rerank/confidence.ts';
import { ANSWER_FEATURES } from '../knowledge/rerank/measure-answer.ts';
import { nearness } from '../knowledge/rerank/rank-lexically.ts';
import { SetIndex, type Example } from './fit-reranker/find-example.ts';
import { firstPlace, fitConfidence, type Kind, type ScoreOf } from './fit-reranker/fit-confidence.ts';
import { fitRanking, weighted } from './fit-reranker/fit-ranking.ts';
import { documentOf, readEverydaySet, readLibrarySet } from './knowledge/library-set.ts';
import { isTuned, type QuestionSet } from './knowledge/question-set.ts';

/*
 * Fits what answering adds to a passage's rank, and the confidence, and writes `knowledge/rerank/confidence-weights.ts`:
 * `node scripts/fit-confidence.ts`. Looks at the tuned half of the starter library's own questions only (those of its
 * evaluation and the everyday ones); the other half is for `npm run eval:certainty`. Run it after `fit-reranker.ts`, and
 * when documents or questions of the library changed.
 */
const SHRINK = 0.01;
/** A question whose answer did not come first counts less: now and then another passage answers it too. */
const MISSED = 0.3;

const sets = [await readLibrarySet(), await readEverydaySet()];
const index = new SetIndex(sets[0]!);
const tuned = (list: QuestionSet['questions']): Example[] => list.filter(isTuned).map((one) => index.example(one));
const asked = sets.map(({ questions, unanswerable }) => ({
  answerable: tuned(questions),
  unanswerable: tuned(unanswerable),
}));

const answer = fitRanking(
  asked.map(({ answerable }) => ({ examples: answerable, share: 1 })),
  (passage) => passage.answer,
  SHRINK,
  nearness,
);
const scoreOf: ScoreOf = (passage) => nearness(passage) + weighted(passage.answer, answer);

const fifths = asked
  .flatMap(({ answerable }) => answerable)
  .map((one) => scoreByChance(one.passages.map(scoreOf), 0))
  .toSorted((a, b) => a - b);
const usual = fifths[fifths.length >> 1]!;

const comesFirst = (one: Example): boolean => one.gold.includes(firstPlace(one, scoreOf));
/** Take away the documents that answer, and nothing does: in the field most such questions are about one's own subject. */
const hidden = sets.flatMap(({ questions }) =>
  questions.filter(isTuned).map((question) => {
    const documents = new Set(question.gold.map(documentOf));
    return index.example(question, (passage) => documents.has(documentOf(passage.id)));
  }),
);
const kinds: Kind[] = [
  ...asked.flatMap(({ answerable, unanswerable }): Kind[] => [
    { examples: answerable.filter(comesFirst), answered: true, share: 1 },
    { examples: answerable.filter((one) => !comesFirst(one)), answered: false, share: MISSED },
    { examples: unanswerable, answered: false, share: 1 },
  ]),
  { examples: hidden, answered: false, share: 1 },
];
const { bias, weights } = fitConfidence(kinds, scoreOf, usual);

const two = (value: number): string => String(Math.round(value * 100) / 100);
const lines = (names: readonly string[], values: ArrayLike<number>): string =>
  names.map((name, at) => `  ${name}: ${two(values[at]!)},`).join('\n');
writeFileSync(
  join(import.meta.dirname, '..', 'knowledge', 'rerank', 'confidence-weights.ts'),
  `import type { CONFIDENCE_FEATURES } from './confidence-features.ts';
import type { ANSWER_FEATURES } from './measure-answer.ts';

/** Written by \`scripts/fit-confidence.ts\`, as all here: what answering adds to a passage's rank. */
export const ANSWER_WEIGHTS: Readonly<Record<(typeof ANSWER_FEATURES)[number], number>> = {
${lines(ANSWER_FEATURES, answer)}
};

/** The score the fifth best passage of a question usually has. */
export const USUAL_CHANCE = ${two(usual)};

/** A logistic that tells answered from unanswerable questions. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<'bias' | (typeof CONFIDENCE_FEATURES)[number], number>> = {
  bias: ${two(bias)},
${lines(CONFIDENCE_FEATURES, weights)}
};
`,
);
console.log(`${hidden.length} tuned questions; weights written to knowledge/rerank/confidence-weights.ts`);
