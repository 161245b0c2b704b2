import type { Reader } from '../reader.ts';
import { compareReaders } from './comparisons.ts';
import { durationReaders } from './durations.ts';
import { momentReaders } from './moments.ts';
import { recurringReaders } from './recurrences.ts';
import { soonReaders } from './soon.ts';

/** Every kind of phrase. The longest reading wins; of two as long, the one that stands first. */
export const READERS: readonly Reader[] = [
  ...compareReaders,
  ...recurringReaders,
  ...momentReaders,
  ...durationReaders,
  ...soonReaders,
];
