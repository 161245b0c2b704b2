import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MODEL_FILE } from '../integrations/understanding/mood/judge-mood.ts';
import { encodeModel } from '../integrations/understanding/mood/model-file.ts';
import { moodFeatures } from '../integrations/understanding/mood/mood-features.ts';
import { moodOf } from '../integrations/understanding/mood/mood-model.ts';
import { trainMood } from '../integrations/understanding/mood/train-mood.ts';
import { FOLDS, foldOf } from './mood/folds.ts';
import { accuracyOf, measureMood } from './mood/measure-mood.ts';
import { readLabelled, readNeutral } from './mood/read-folder.ts';
import { readOptions } from './mood/read-options.ts';

/**
 * `npm run train:mood -- <folder>… [--neutral <folder>…]`: fits the mood classifier on labelled texts and writes
 * `mood-weights.gz` with its figures. Neutral texts (daily business) teach which words weigh nothing. The figures come from
 * a model of four fifths, measured on the last fifth; the file holds the model of everything.
 */
const options = readOptions(process.argv.slice(2));
const folders = options.get('') ?? [];
if (folders.length === 0) throw new Error('Usage: npm run train:mood -- <folder>… [--neutral <folder>…]');
const sets = folders.map((folder) => ({ name: basename(folder), examples: readLabelled(folder) }));
const neutral = (options.get('neutral') ?? []).flatMap(readNeutral);
const rest = <T extends { text: string; label: 'positive' | 'negative' | 'neutral' }>(
  list: readonly T[],
  held: boolean,
): T[] => list.filter((one) => (foldOf(one) === FOLDS - 1) === held);

const all = [...sets.flatMap(({ examples }) => examples), ...neutral];
const measured = trainMood(rest(all, false));
const accuracy = Object.fromEntries(
  sets.map(({ name, examples }) => [name, round(accuracyOf(measureMood(measured, rest(examples, true))))]),
);
const calm = rest(neutral, true).map(({ text }) => moodOf(measured, moodFeatures(text)));
const model = trainMood(all);
const file = encodeModel(model);
const figures = {
  trained_on: Object.fromEntries(sets.map(({ name, examples }) => [name, examples.length])),
  neutral_texts: neutral.length,
  held_out_accuracy: accuracy,
  /** Neutral texts that are read as very bad or bad. */
  neutral_below_0_2: calm.length === 0 ? null : round(calm.filter((mood) => mood < 0.2).length / calm.length),
  neutral_below_0_3: calm.length === 0 ? null : round(calm.filter((mood) => mood < 0.3).length / calm.length),
  bytes: file.length,
};
writeFileSync(MODEL_FILE, file);
writeFileSync(MODEL_FILE.replace(/\.gz$/u, '.json'), `${JSON.stringify(figures, null, 2)}\n`);
console.log(figures);

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
