import { basename } from 'node:path';
import { MODEL_FILE } from '../integrations/understanding/mood/judge-mood.ts';
import { decodeModel } from '../integrations/understanding/mood/model-file.ts';
import { trainMood, type MoodExample } from '../integrations/understanding/mood/train-mood.ts';
import { readFileSync } from 'node:fs';
import { FOLDS, foldOf } from './mood/folds.ts';
import { added, measureMood, noFigures, shown, type MoodFigures } from './mood/measure-mood.ts';
import { readLabelled } from './mood/read-folder.ts';
import { readOptions } from './mood/read-options.ts';

/**
 * `npm run eval:mood -- --train <folder>… [--test <folder>…]`: how often the mood classifier is right.
 * With `--test`: one model of all training folders is measured on each test folder. Without: five folds by the hash of each
 * text; every folder by a model of its own other folds, and by one model of the other folds of all. Without `--train`, the
 * model that ships is measured on the test folders.
 */
interface Set {
  readonly name: string;
  readonly examples: readonly MoodExample[];
}

const read = (folder: string): Set => ({ name: basename(folder), examples: readLabelled(folder) });
const print = (name: string, figures: MoodFigures): void => console.log(`${name.padEnd(24)} ${shown(figures)}`);

function testOn(train: readonly Set[], test: readonly Set[]): void {
  if (train.length === 0) console.log('the model that ships; on texts it was trained on it is always right');
  const model =
    train.length > 0 ? trainMood(train.flatMap(({ examples }) => examples)) : decodeModel(readFileSync(MODEL_FILE));
  for (const { name, examples } of test) print(name, measureMood(model, examples));
}

function crossValidate(sets: readonly Set[]): void {
  const own = new Map<string, MoodFigures>();
  const general = new Map<string, MoodFigures>();
  const note = (figures: Map<string, MoodFigures>, name: string, more: MoodFigures): void =>
    void figures.set(name, added(figures.get(name) ?? noFigures, more));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const parts = sets.map(({ name, examples }) => ({
      name,
      rest: examples.filter((one) => foldOf(one) !== fold),
      held: examples.filter((one) => foldOf(one) === fold),
    }));
    const one = sets.length > 1 ? trainMood(parts.flatMap(({ rest }) => rest)) : undefined;
    for (const { name, rest, held } of parts) {
      note(own, name, measureMood(trainMood(rest), held));
      if (one) note(general, name, measureMood(one, held));
    }
  }
  console.log(`${FOLDS} folds; each set by a model of its own`);
  for (const [name, figures] of own) print(name, figures);
  if (general.size > 0) console.log('one model of all sets');
  for (const [name, figures] of general) print(name, figures);
}

const options = readOptions(process.argv.slice(2));
const train = (options.get('train') ?? []).map(read);
const test = (options.get('test') ?? []).map(read);
if (train.length === 0 && test.length === 0)
  throw new Error('Usage: npm run eval:mood -- --train <folder>… [--test <folder>…]');
if (test.length > 0) testOn(train, test);
else crossValidate(train);
