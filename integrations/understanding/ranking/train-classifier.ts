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

const EPOCHS = 8;
const RATE = 9;
const MOST_RATE = 4;
/** A class this sure needs no step. */
const SETTLED = 0.01;

/**
 * Multinomial logistic regression by stochastic gradient descent, in a fixed order so that the same phrases always make
 * the same classifier. Steps shrink over the epochs.
 */
export function trainClassifier(examples: readonly Example[], classes: number): Classifier {
  const weights = new Float32Array(FEATURE_SPACE * classes);
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = Math.min(MOST_RATE, RATE / (1 + epoch));
    for (let turn = 0; turn < examples.length; turn += 1) {
      // A stride that shares no factor with most lengths mixes the classes without a random source.
      const example = examples[(turn * 7919 + epoch * 31) % examples.length];
      if (example) step(weights, scores, classes, example, rate);
    }
  }
  return { probabilities: (features) => softmax(score(weights, classes, features, new Float64Array(classes))) };
}

function step(weights: Float32Array, scores: Float64Array, classes: number, example: Example, rate: number): void {
  const { features, label, weight } = example;
  softmax(score(weights, classes, features, scores));
  const wrong: number[] = [];
  for (let index = 0; index < classes; index += 1) {
    const gap = (index === label ? 1 : 0) - (scores[index] ?? 0);
    // Most classes are settled after the first epochs: leaving them alone saves most of the work.
    if (Math.abs(gap) > SETTLED) {
      wrong.push(index);
      scores[index] = gap * rate * weight;
    }
  }
  const { indices, values } = features;
  for (let at = 0; at < indices.length; at += 1) {
    const base = (indices[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (const index of wrong) weights[base + index] = (weights[base + index] ?? 0) + value * (scores[index] ?? 0);
  }
}

function score(weights: Float32Array, classes: number, features: FeatureVector, into: Float64Array): Float64Array {
  into.fill(0);
  for (let at = 0; at < features.indices.length; at += 1) {
    const base = (features.indices[at] ?? 0) * classes;
    const value = features.values[at] ?? 0;
    for (let index = 0; index < classes; index += 1)
      into[index] = (into[index] ?? 0) + value * (weights[base + index] ?? 0);
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
