import type { SparseVector } from '../../../knowledge/index/passage.ts';
import { WEIGHT_STEP } from '../../../knowledge/vectors/bm25.ts';

const BYTES_PER_NUMBER = 4;
const BYTES_PER_TERM = 5;

/** A sparse vector as bytes: all term numbers, then all weights in steps. */
export function packTerms(terms: SparseVector): Buffer {
  const bytes = Buffer.allocUnsafe(terms.indices.length * BYTES_PER_TERM);
  const weights = terms.indices.length * BYTES_PER_NUMBER;
  for (const [at, term] of terms.indices.entries()) {
    bytes.writeUInt32LE(term, at * BYTES_PER_NUMBER);
    bytes[weights + at] = Math.min(255, Math.round(terms.values[at]! / WEIGHT_STEP));
  }
  return bytes;
}

/** The way back. */
export function unpackTerms(bytes: Buffer): SparseVector {
  const count = bytes.length / BYTES_PER_TERM;
  const indices: number[] = Array.from({ length: count });
  const values: number[] = Array.from({ length: count });
  for (let at = 0; at < count; at += 1) {
    indices[at] = bytes.readUInt32LE(at * BYTES_PER_NUMBER);
    values[at] = bytes[count * BYTES_PER_NUMBER + at]! * WEIGHT_STEP;
  }
  return { indices, values };
}
