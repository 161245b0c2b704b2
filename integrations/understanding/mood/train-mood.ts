import { HASHED, MOOD_FEATURES, moodFeatures, type MoodVector } from './mood-features.ts';
import { scoreOf, type MoodModel } from './mood-model.ts';

export interface MoodExample {
  readonly text: string;
  /** `neutral`: words of daily business; they teach what weighs nothing. */
  readonly label: 'positive' | 'negative' | 'neutral';
}

interface Row extends MoodVector {
  readonly aim: number;
  readonly share: number;
}

const AIM = { positive: 1, negative: 0, neutral: 0.5 } as const;
const EPOCHS = 8;
const RATE = 0.3;
const BIAS_RATE = 0.05;
const SHRINK = 1e-4;
/** Added to the counts of the log ratios (Laplace). */
const SMOOTH = 1;
/** All neutral texts together weigh this much of one of the two moods. */
const NEUTRAL_SHARE = 0.5;
/** Every so many examples, one is kept aside to fit the sharpness. */
const ASIDE_EVERY = 5;
const SHARPNESSES = Array.from({ length: 40 }, (_, at) => 0.1 * 1.12 ** at);

/**
 * Fits the classifier: logistic regression over features scaled by their log ratio of glad to sore texts (NB-SVM of Wang and
 * Manning 2012, with a logistic loss), AdaGrad steps in a fixed order, the weights of the later epochs averaged. The same
 * examples in the same order always make the same model. Each label weighs the same in sum, however many texts it has.
 */
export function trainMood(examples: readonly MoodExample[]): MoodModel {
  const rows = rowsOf(examples);
  const sharpened = fit(rows.filter((_, at) => at % ASIDE_EVERY !== 0));
  const scale = sharpnessOf(
    sharpened,
    rows.filter((_, at) => at % ASIDE_EVERY === 0),
  );
  return { ...fit(rows), scale };
}

function rowsOf(examples: readonly MoodExample[]): Row[] {
  const counts = { positive: 0, negative: 0, neutral: 0 };
  for (const { label } of examples) counts[label] += 1;
  const polar = (counts.positive + counts.negative) / 2;
  const share = (label: MoodExample['label']): number =>
    (polar / counts[label]) * (label === 'neutral' ? NEUTRAL_SHARE : 1);
  return examples.map(({ text, label }) => ({ ...moodFeatures(text), aim: AIM[label], share: share(label) }));
}

function fit(rows: readonly Row[]): Omit<MoodModel, 'scale'> {
  const ratios = logRatios(rows);
  const scaled = rows.map((row) => ({
    ...row,
    values: row.values.map((value, at) => value * ratios[row.places[at]!]!),
  }));
  const model = { weights: new Float32Array(MOOD_FEATURES), bias: 0 };
  const steps = new Float32Array(MOOD_FEATURES).fill(1e-6);
  const sum = { weights: new Float32Array(MOOD_FEATURES), bias: 0 };
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let turn = 0; turn < scaled.length; turn += 1) {
      // A stride that shares no factor with most lengths mixes the labels without a random source.
      model.bias += learn(model, steps, scaled[(turn * 7919 + epoch * 31) % scaled.length]!);
    }
    if (epoch < EPOCHS / 2) continue;
    for (let place = 0; place < MOOD_FEATURES; place += 1) sum.weights[place]! += model.weights[place]!;
    sum.bias += model.bias;
  }
  const epochs = EPOCHS / 2;
  return { weights: sum.weights.map((weight, at) => (weight * ratios[at]!) / epochs), bias: sum.bias / epochs };
}

/** One step towards an example's aim. @returns what the bias changes by */
function learn(model: { weights: Float32Array; bias: number }, steps: Float32Array, row: Row): number {
  const gap = row.share * (1 / (1 + Math.exp(-scoreOf(model, row))) - row.aim);
  const { places, values } = row;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at]!;
    const slope = gap * values[at]! + SHRINK * model.weights[place]!;
    steps[place]! += slope * slope;
    model.weights[place]! -= (RATE * slope) / Math.sqrt(steps[place]!);
  }
  return -BIAS_RATE * gap;
}

/** How much more often each hashed feature stands in glad than in sore texts; 0 where neither has it, 1 for the counted. */
function logRatios(rows: readonly Row[]): Float32Array {
  const glad = new Float32Array(HASHED);
  const sore = new Float32Array(HASHED);
  let [gladTexts, soreTexts] = [0, 0];
  for (const { places, aim } of rows) {
    if (aim === AIM.neutral) continue;
    if (aim === AIM.positive) gladTexts += 1;
    else soreTexts += 1;
    const counts = aim === AIM.positive ? glad : sore;
    for (const place of places) if (place < HASHED) counts[place]! += 1;
  }
  const ratios = new Float32Array(MOOD_FEATURES).fill(1);
  for (let place = 0; place < HASHED; place += 1) {
    const known = glad[place]! + sore[place]! > 0;
    const share = (count: number, texts: number): number => (count + SMOOTH) / (texts + 2 * SMOOTH);
    ratios[place] = known ? Math.log(share(glad[place]!, gladTexts) / share(sore[place]!, soreTexts)) : 0;
  }
  return ratios;
}

/** The sharpness under which texts the fit never saw are least surprising. */
function sharpnessOf(model: Omit<MoodModel, 'scale'>, rows: readonly Row[]): number {
  const scores = rows.map((row) => ({ score: scoreOf(model, row), aim: row.aim, share: row.share }));
  const surprise = (scale: number): number =>
    scores.reduce((sum, { score, aim, share }) => {
      const mood = Math.min(1 - 1e-9, Math.max(1e-9, 1 / (1 + Math.exp(-scale * score))));
      return sum - share * (aim * Math.log(mood) + (1 - aim) * Math.log(1 - mood));
    }, 0);
  return SHARPNESSES.reduce((best, scale) => (surprise(scale) < surprise(best) ? scale : best), 1);
}
