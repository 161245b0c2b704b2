import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MODEL_FILE } from '../integrations/understanding/mood/judge-mood.ts';
import { encodeModel } from '../integrations/understanding/mood/model-file.ts';
import { moodFeatures } from '../integrations/understanding/mood/mood-features.ts';
import { moodOf } from '../integrations/understanding/mood/mood-model.ts';
import { trainMood } from '../integrations/understanding/mood/train-mood.ts';
import { FOLDS, foldOf } from './mood/folds.ts';
import { accuracyOf, added, measureMood, noFigures } from './mood/measure-mood.ts';
import { readLabelled, readNeutral } from './mood/read-folder.ts';
import { readOptions } from './mood/read-options.ts';

/**
 * `npm run train:mood -- <folder>… [--neutral <folder>…]`: fits the mood classifier on labelled texts and writes
 * `mood-weights.gz`, and its figures beside it. Neutral texts (daily business) teach which words weigh nothing. The figures
 * come from five folds, each measured by a model of the other four; the file holds the model of everything.
 */
const options = readOptions(process.argv.slice(2));
const folders = options.get('') ?? [];
if (folders.length === 0) throw new Error('Usage: npm run train:mood -- <folder>… [--neutral <folder>…]');
const sets = folders.map((folder) => ({ name: basename(folder), examples: readLabelled(folder) }));
const neutral = (options.get('neutral') ?? []).flatMap(readNeutral);
const all = [...sets.flatMap(({ examples }) => examples), ...neutral];

const right = new Map(sets.map(({ name }) => [name, noFigures]));
const calm: number[] = [];
for (let fold = 0; fold < FOLDS; fold += 1) {
  const model = trainMood(all.filter((one) => foldOf(one) !== fold));
  for (const { name, examples } of sets) {
    const held = examples.filter((one) => foldOf(one) === fold);
    right.set(name, added(right.get(name) ?? noFigures, measureMood(model, held)));
  }
  calm.push(...neutral.filter((one) => foldOf(one) === fold).map(({ text }) => moodOf(model, moodFeatures(text))));
}

const file = encodeModel(trainMood(all));
const below = (mood: number): number | null =>
  calm.length === 0 ? null : round(calm.filter((one) => one < mood).length / calm.length);
const figures = {
  trained_on: Object.fromEntries(sets.map(({ name, examples }) => [name, examples.length])),
  neutral_texts: neutral.length,
  held_out_accuracy: Object.fromEntries([...right].map(([name, found]) => [name, round(accuracyOf(found))])),
  // Neutral texts that would be read as bad.
  neutral_below_0_2: below(0.2),
  neutral_below_0_3: below(0.3),
  bytes: file.length,
};
writeFileSync(MODEL_FILE, file);
writeFileSync(MODEL_FILE.replace(/\.gz$/u, '.json'), `${JSON.stringify(figures, null, 2)}\n`);
console.log(figures);

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
