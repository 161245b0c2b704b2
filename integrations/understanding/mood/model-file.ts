import { gunzipSync, gzipSync } from 'node:zlib';
import { MOOD_FEATURES } from './mood-features.ts';
import type { MoodModel } from './mood-model.ts';

const HEAD = 16;
const MARK = 0x4d4f_4f44;
const STEPS = 32_767;

/**
 * A model as a file: head (mark, bias, sharpness, largest weight) and each weight as one signed 16-bit share of the
 * largest; gzip. It holds no text: features are hashed, and a hash does not lead back to a text.
 */
export function encodeModel({ weights, bias, scale }: MoodModel): Buffer {
  const most = weights.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-9);
  const bytes = Buffer.alloc(HEAD + weights.length * 2);
  bytes.writeUInt32LE(MARK, 0);
  bytes.writeFloatLE(bias, 4);
  bytes.writeFloatLE(scale, 8);
  bytes.writeFloatLE(most, 12);
  weights.forEach((weight, at) => bytes.writeInt16LE(Math.round((weight / most) * STEPS), HEAD + at * 2));
  return gzipSync(bytes, { level: 9 });
}

/** @throws Error when the bytes are no such file, or of other features than this code computes */
export function decodeModel(file: Uint8Array): MoodModel {
  const bytes = gunzipSync(file);
  if (bytes.length !== HEAD + MOOD_FEATURES * 2 || bytes.readUInt32LE(0) !== MARK)
    throw new Error('the mood model does not fit this version: run npm run train:mood');
  const most = bytes.readFloatLE(12);
  const weights = new Float32Array(MOOD_FEATURES);
  for (let at = 0; at < MOOD_FEATURES; at += 1) weights[at] = (bytes.readInt16LE(HEAD + at * 2) / STEPS) * most;
  return { weights, bias: bytes.readFloatLE(4), scale: bytes.readFloatLE(8) };
}
