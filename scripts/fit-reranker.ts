import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CONFIDENCE_FEATURES, FEATURES, HEADING_FEATURES, TITLE_FEATURES } from '../knowledge/rerank/features.ts';
import type { MeasuredPassage } from '../knowledge/rerank/measure-passages.ts';
import { SetIndex, type Example } from './fit-reranker/find-example.ts';
import { firstRow, fitConfidence, type Kind } from './fit-reranker/fit-confidence.ts';
import { fieldRow, fitRanking, weighted, wholeRow } from './fit-reranker/fit-ranking.ts';
import { areaUnderCurve, rankFigures } from './knowledge/figures.ts';
import { documentOf, readLibrarySet } from './knowledge/library-set.ts';
import { isTuned, readQuestionSet, type QuestionSet } from './knowledge/question-set.ts';

/**
 * Fits the weights of the built-in reranker and its confidence and writes `knowledge/rerank/rank-weights.ts`:
 * `node scripts/fit-reranker.ts <folder>[:<weight>]…`. Only the tuned half of each set is looked at; the other half is for
 * `npm run eval:knowledge` and `npm run eval:library`. Three steps: the weights of the whole on the folders, then those of
 * headings and titles on the starter library with the former as they are, then the confidence on all.
 */
const SHRINK_WHOLE = 1e-4;
const SHRINK_FIELDS = 3e-3;
/** What a kind of questions without an answer counts in the confidence, however many there are. */
const UNANSWERABLE = 1;
/** Those of another subject altogether are too easy to count fully. */
const FOREIGN = 0.3;
const FOREIGN_QUESTIONS = 60;

interface Tuned {
  readonly name: string;
  readonly set: QuestionSet;
  readonly index: SetIndex;
  readonly examples: readonly Example[];
  readonly unanswerable: readonly Example[];
  readonly share: number;
}

function tune(name: string, set: QuestionSet, share: number): Tuned {
  const index = new SetIndex(set);
  const of = (list: QuestionSet['questions']): Example[] => list.filter(isTuned).map((one) => index.example(one));
  return { name, set, index, examples: of(set.questions), unanswerable: of(set.unanswerable), share };
}

/** Answered questions of a set count as much as those without an answer that are asked of it. */
function shareOf(set: QuestionSet, library: QuestionSet): number {
  if (set === library) return 2 * UNANSWERABLE + FOREIGN;
  return set.unanswerable.length > 0 ? UNANSWERABLE : FOREIGN;
}

/** What each set says about being answered. */
function kindsOf(sets: readonly Tuned[], library: Tuned): Kind[] {
  const kinds = [...sets, library].flatMap(({ set, examples, unanswerable }): Kind[] => [
    { examples, answered: true, share: shareOf(set, library.set) },
    ...(unanswerable.length > 0 ? [{ examples: unanswerable, answered: false, share: UNANSWERABLE }] : []),
  ]);
  // Take away the document that answers, and nothing does.
  const hidden = library.set.questions.filter(isTuned).map((question) => {
    const documents = new Set(question.gold.map(documentOf));
    return library.index.example(question, (passage) => documents.has(documentOf(passage.id)));
  });
  const foreign = sets.flatMap(({ set }) =>
    set.questions
      .filter(isTuned)
      .slice(0, FOREIGN_QUESTIONS)
      .map((one) => library.index.example(one)),
  );
  return [
    ...kinds,
    { examples: hidden, answered: false, share: UNANSWERABLE },
    { examples: foreign, answered: false, share: FOREIGN },
  ];
}

function placeOf(example: Example, scoreOf: (passage: MeasuredPassage) => number): number {
  const scores = example.passages.map(scoreOf);
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.findIndex((place) => example.gold.includes(place)) + 1;
}

const two = (value: number): string => String(Math.round(value * 100) / 100);
const lines = (names: readonly string[], tell: (at: number) => string): string =>
  names.map((name, at) => `  ${name}: ${tell(at)},`).join('\n');

function writeWeights(whole: ArrayLike<number>, fields: ArrayLike<number>, bias: number, confidence: number[]): void {
  const text = `import type { CONFIDENCE_FEATURES, Feature, HEADING_FEATURES, TITLE_FEATURES } from './features.ts';

/** Written by \`scripts/fit-reranker.ts\`, as all here: for short passages, for long ones. */
export const RANK_WEIGHTS: Readonly<Record<Feature, readonly [short: number, long: number]>> = {
${lines(FEATURES, (at) => `[${two(whole[at]!)}, ${two(whole[at + FEATURES.length]!)}]`)}
};

export const HEADING_WEIGHTS: Readonly<Record<(typeof HEADING_FEATURES)[number], number>> = {
${lines(HEADING_FEATURES, (at) => two(fields[at]!))}
};

export const TITLE_WEIGHTS: Readonly<Record<(typeof TITLE_FEATURES)[number], number>> = {
${lines(TITLE_FEATURES, (at) => two(fields[at + HEADING_FEATURES.length]!))}
};

/** A logistic that tells answered from unanswerable questions. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<'bias' | (typeof CONFIDENCE_FEATURES)[number], number>> = {
  bias: ${two(bias)},
${lines(CONFIDENCE_FEATURES, (at) => two(confidence[at]!))}
};
`;
  writeFileSync(join(import.meta.dirname, '..', 'knowledge', 'rerank', 'rank-weights.ts'), text);
}

async function main(): Promise<void> {
  const folders = process.argv.slice(2).map((argument) => argument.split(':'));
  if (folders.length === 0) throw new Error('Usage: node scripts/fit-reranker.ts <folder>[:<weight>]…');
  const sets = folders.map(([folder = '', share = '1']) =>
    tune(basename(folder), readQuestionSet(folder), Number(share)),
  );
  const library = tune('library', await readLibrarySet(), 1);
  const whole = fitRanking(sets, wholeRow, SHRINK_WHOLE);
  const wholeScore = (passage: MeasuredPassage): number => weighted(wholeRow(passage), whole);
  const fields = fitRanking([library], fieldRow, SHRINK_FIELDS, wholeScore);
  const scoreOf = (passage: MeasuredPassage): number => wholeScore(passage) + weighted(fieldRow(passage), fields);
  for (const { name, examples } of [...sets, library])
    console.log(name, 'tuned half', rankFigures(examples.map((one) => placeOf(one, scoreOf))));

  const { bias, weights } = fitConfidence(kindsOf(sets, library), scoreOf);
  const sure = (list: readonly Example[]): number[] =>
    list.map((one) => weighted(firstRow(one, scoreOf) ?? weights.map(() => 0), weights));
  for (const { name, examples, unanswerable } of [...sets, library])
    if (unanswerable.length > 0)
      console.log(name, 'tuned half, refusal AUC', areaUnderCurve(sure(examples), sure(unanswerable)));
  writeWeights(whole, fields, bias, weights);
}

await main();
