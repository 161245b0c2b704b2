import type { MoodVector } from './mood-features.ts';

/** A fitted classifier: the weight of each feature, and how its score becomes a mood. */
export interface MoodModel {
  readonly weights: Float32Array;
  readonly bias: number;
  /** Sharpness by which scores become probabilities that hold on texts the fit never saw. */
  readonly scale: number;
}

/** The mood a model reads: 0 very bad, 0.5 neither, 1 very good. */
export function moodOf(model: MoodModel, vector: MoodVector): number {
  return 1 / (1 + Math.exp(-model.scale * scoreOf(model, vector)));
}

/** The plain sum of the weights; above 0 is glad. */
export function scoreOf(
  { weights, bias }: Pick<MoodModel, 'weights' | 'bias'>,
  { places, values }: MoodVector,
): number {
  let sum = bias;
  for (let at = 0; at < places.length; at += 1) sum += (weights[places[at]!] ?? 0) * values[at]!;
  return sum;
}
