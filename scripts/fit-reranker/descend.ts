const STEPS = 600;
const LEARNING_RATE = 0.1;

/** Minimises a loss with a quadratic penalty from zero, by Adam; `gradient` adds the slope at the weights into an array. */
export function descend(
  width: number,
  shrink: number,
  gradient: (weights: Float64Array, into: Float64Array) => void,
): Float64Array {
  const weights = new Float64Array(width);
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  for (let step = 1; step <= STEPS; step += 1) {
    const slope = new Float64Array(width);
    gradient(weights, slope);
    for (let at = 0; at < width; at += 1) {
      const value = slope[at]! + shrink * weights[at]!;
      mean[at] = 0.9 * mean[at]! + 0.1 * value;
      square[at] = 0.999 * square[at]! + 0.001 * value * value;
      const rate = LEARNING_RATE / (Math.sqrt(square[at]! / (1 - 0.999 ** step)) + 1e-8);
      weights[at]! -= (rate * mean[at]!) / (1 - 0.9 ** step);
    }
  }
  return weights;
}
