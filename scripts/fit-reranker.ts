import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FEATURES, HEADING_FEATURES, TITLE_FEATURES } from '../knowledge/rerank/features.ts';
import type { MeasuredPassage } from '../knowledge/rerank/measure-passages.ts';
import { SetIndex, type Example } from './fit-reranker/find-example.ts';
import { fieldRow, fitRanking, weighted, wholeRow } from './fit-reranker/fit-ranking.ts';
import { rankFigures } from './knowledge/figures.ts';
import { readLibrarySet } from './knowledge/library-set.ts';
import { isTuned, readQuestionSet, type QuestionSet } from './knowledge/question-set.ts';

/**
 * Fits the weights of the built-in reranker and writes `knowledge/rerank/rank-weights.ts`:
 * `node scripts/fit-reranker.ts <folder>[:<weight>]…`. Only the tuned half of each set is looked at; the other half is for
 * `npm run eval:knowledge` and `npm run eval:library`. Two steps: the weights of the whole on the folders, then those of
 * headings and titles on the starter library with the former as they are. `scripts/fit-confidence.ts` comes after it.
 */
const SHRINK_WHOLE = 1e-4;
const SHRINK_FIELDS = 3e-3;
interface Tuned {
  readonly name: string;
  readonly examples: readonly Example[];
  readonly share: number;
}

function tune(name: string, set: QuestionSet, share: number): Tuned {
  const index = new SetIndex(set);
  return { name, examples: set.questions.filter(isTuned).map((one) => index.example(one)), share };
}

function placeOf(example: Example, scoreOf: (passage: MeasuredPassage) => number): number {
  const scores = example.passages.map(scoreOf);
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.findIndex((place) => example.gold.includes(place)) + 1;
}

const two = (value: number): string => String(Math.round(value * 100) / 100);
const lines = (names: readonly string[], tell: (at: number) => string): string =>
  names.map((name, at) => `  ${name}: ${tell(at)},`).join('\n');

function writeWeights(whole: ArrayLike<number>, fields: ArrayLike<number>): void {
  const text = `import type { Feature, HEADING_FEATURES, TITLE_FEATURES } from './features.ts';

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

  writeWeights(whole, fields);
}

await main();
