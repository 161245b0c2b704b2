import { createHash } from 'node:crypto';
import type { MoodExample } from '../../integrations/understanding/mood/train-mood.ts';

export const FOLDS = 5;

/** Which fold a text is in: by its own hash, so that order and number of the others do not matter. */
export function foldOf({ text }: MoodExample): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0) % FOLDS;
}
