import { parseArgs } from 'node:util';
import { THRESHOLDS } from '../knowledge/search/thresholds.ts';
import { askSet, certaintyFigures, type Outcome } from './knowledge/certainty.ts';
import { readEverydaySet, readLibrarySet } from './knowledge/library-set.ts';
import { isTuned } from './knowledge/question-set.ts';
import { threeDigits, writeSection } from './knowledge/write-section.ts';

/*
 * `npm run eval:certainty -- [--show] [--write] [--sure 0.5] [--unsure 0.25]`: asks the starter library's own questions (those
 * of its evaluation and the everyday ones) without any model and prints how many are answered rightly, wrongly, or refused:
 * of the half the weights were fitted on, and of the rest. `--show` names what goes wrong in the tuned half (the rest stays
 * unseen), `--write` puts the table into docs/benchmarks.md.
 */
const { values: flags } = parseArgs({
  options: {
    show: { type: 'boolean' },
    write: { type: 'boolean' },
    sure: { type: 'string' },
    unsure: { type: 'string' },
  },
});
const thresholds = {
  sureFrom: Number(flags.sure ?? THRESHOLDS.sureFrom),
  unsureFrom: Number(flags.unsure ?? THRESHOLDS.unsureFrom),
};

const isWrong = (one: Outcome): boolean => one.certainty === 'sure' && !one.right;
const format = (value: string | number): string =>
  typeof value === 'string' || Number.isInteger(value) ? String(value) : threeDigits(value);

const rows: Record<string, string | number>[] = [];
for (const [name, set] of [
  ['evaluation', await readLibrarySet()],
  ['everyday', await readEverydaySet()],
] as const) {
  const questions = [...set.questions, ...set.unanswerable];
  for (const part of ['tuned', 'rest'] as const) {
    const outcomes = await askSet(
      set,
      questions.filter((one) => isTuned(one) === (part === 'tuned')),
      thresholds,
    );
    rows.push({ Questions: name, Part: part, ...certaintyFigures(outcomes) });
    if (!flags.show || part === 'rest') continue;
    for (const one of outcomes.filter(isWrong))
      console.log(
        `${one.confidence.toFixed(2)} ${one.answerable ? 'wrong' : 'no answer'}: ${one.question} <- ${one.first}`,
      );
  }
}
for (const row of rows)
  console.log(
    Object.entries(row)
      .map(([name, value]) => `${name} ${format(value)}`)
      .join('  '),
  );
if (flags.write)
  writeSection({
    title: 'Answering or refusing: the starter library without a model',
    method: `\`npm run eval:certainty\`: each question through the service's search over an index in memory; sure from ${thresholds.sureFrom}, told as the nearest from ${thresholds.unsureFrom}, below that refused. Right: the first passage stands in a section that answers. The weights of the confidence were fitted on the tuned half, the thresholds chosen on it.`,
    rows: [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map(format))],
  });
