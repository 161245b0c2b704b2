import { FEATURE_SPACE, type FeatureVector } from './features.ts';

export interface Example {
  readonly features: FeatureVector;
  /** Index of the class. */
  readonly label: number;
  readonly weight: number;
}

/** A linear classifier: probability of each class for a vector. */
export interface Classifier {
  probabilities(features: FeatureVector): Float64Array;
}

const EPOCHS = 4;
const RATE = 9;
const MOST_RATE = 4;
/** A class this sure needs no step. */
const SETTLED = 0.02;
/** An example this far from its class at most may rest for an epoch: its steps are small by then. */
const LEARNT = 0.15;

/**
 * Multinomial logistic regression by stochastic gradient descent, in a fixed order so that the same phrases always make
 * the same classifier. Steps shrink over the epochs.
 */
export function trainClassifier(examples: readonly Example[], classes: number): Classifier {
  const weights = new Float32Array(FEATURE_SPACE * classes);
  const scores = new Float64Array(classes);
  const rests = new Uint8Array(examples.length);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = Math.min(MOST_RATE, RATE / (1 + epoch));
    for (let turn = 0; turn < examples.length; turn += 1) {
      // A stride that shares no factor with most lengths mixes the classes without a random source.
      const at = (turn * 7919 + epoch * 31) % examples.length;
      const example = examples[at];
      if (rests[at] === 1) rests[at] = 0;
      else if (example && step(weights, scores, classes, example, rate) < LEARNT) rests[at] = 1;
    }
  }
  return { probabilities: (features) => softmax(score(weights, classes, features, new Float64Array(classes))) };
}

/** @returns how far the example was from its class before the step, 0 to 1 */
function step(weights: Float32Array, scores: Float64Array, classes: number, example: Example, rate: number): number {
  const { features, label, weight } = example;
  softmax(score(weights, classes, features, scores));
  const far = 1 - (scores[label] ?? 0);
  const wrong: number[] = [];
  for (let index = 0; index < classes; index += 1) {
    const gap = (index === label ? 1 : 0) - (scores[index] ?? 0);
    // Most classes are settled after the first epochs: leaving them alone saves most of the work.
    if (Math.abs(gap) > SETTLED) {
      wrong.push(index);
      scores[index] = gap * rate * weight;
    }
  }
  if (wrong.length === 0) return far;
  const { indices, values } = features;
  for (let at = 0; at < indices.length; at += 1) {
    const base = (indices[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let turn = 0; turn < wrong.length; turn += 1) {
      const index = wrong[turn]!;
      weights[base + index]! += value * scores[index]!;
    }
  }
  return far;
}

function score(weights: Float32Array, classes: number, features: FeatureVector, into: Float64Array): Float64Array {
  into.fill(0);
  for (let at = 0; at < features.indices.length; at += 1) {
    const base = (features.indices[at] ?? 0) * classes;
    const value = features.values[at] ?? 0;
    for (let index = 0; index < classes; index += 1) into[index]! += value * weights[base + index]!;
  }
  return into;
}

function softmax(scores: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of scores) top = Math.max(top, value);
  let sum = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const value = Math.exp((scores[index] ?? 0) - top);
    scores[index] = value;
    sum += value;
  }
  for (let index = 0; index < scores.length; index += 1) scores[index] = (scores[index] ?? 0) / sum;
  return scores;
}
