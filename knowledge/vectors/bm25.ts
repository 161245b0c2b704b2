/**
 * Constants of BM25, tuned on one half of public question sets (docs/adr/0010). The average length is a constant, not
 * the store's: weights of stored passages then never go stale when others come or go, which an index that only multiplies
 * by idf (Qdrant) could not mend. With so small a B it costs nothing on lengths from 13 to 340 characters.
 */
const K1 = 1.2;
const B = 0.25;
const TYPICAL_LENGTH = 200;
/** Weights are whole multiples of this, so that one byte holds them and every index adds the same numbers. */
export const WEIGHT_STEP = 0.01;

/** The term frequency part of BM25, (0, K1 + 1). `length` is the passage's in characters. idf comes with the question. */
export function termWeight(frequency: number, length: number): number {
  const saturation = K1 * (1 - B + (B * length) / TYPICAL_LENGTH);
  const weight = (frequency * (K1 + 1)) / (frequency + saturation);
  return Math.max(1, Math.round(weight / WEIGHT_STEP)) * WEIGHT_STEP;
}

/** ln((n - df + 0.5) / (df + 0.5) + 1), as Qdrant's modifier `idf` has it. */
export function inverseFrequency(passages: number, withTerm: number): number {
  return Math.log((passages - withTerm + 0.5) / (withTerm + 0.5) + 1);
}
