import { seededRandom } from '../../../kernel/random.ts';

/** What the draws of a forecast need. */
export interface Dice {
  uniform(): number;
  below(limit: number): number;
  normal(): number;
  beta(a: number, b: number): number;
  poisson(mean: number): number;
}

/** Dice that fall the same for the same name. */
export function diceOf(seed: string): Dice {
  let hash = 2_166_136_261;
  // FNV-1a, 32 bit: spreads the name over the seeds.
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  const random = seededRandom(hash);
  const uniform = (): number => (random.int(0, 2 ** 31) + 0.5) / 2 ** 31;
  // Box and Muller.
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    below: (limit) => random.int(0, limit),
    normal,
    // A Beta with many deals behind it is nearly normal; with few, the ratio of two Gammas is exact.
    beta: (a, b) => {
      const [left, right] = [gamma(a, normal, uniform), gamma(b, normal, uniform)];
      return left + right > 0 ? left / (left + right) : a / (a + b);
    },
    poisson: (mean) => poisson(mean, uniform, normal),
  };
}

/** Marsaglia and Tsang (2000); below a shape of one by the usual boost. */
function gamma(shape: number, normal: () => number, uniform: () => number): number {
  if (shape < 1) return gamma(shape + 1, normal, uniform) * uniform() ** (1 / Math.max(shape, 1e-6));
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function poisson(mean: number, uniform: () => number, normal: () => number): number {
  if (mean <= 0) return 0;
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  let [count, product] = [0, uniform()];
  const limit = Math.exp(-mean);
  while (product > limit) {
    count += 1;
    product *= uniform();
  }
  return count;
}
