import type { TimeContext } from './date-rule.ts';
import type { TimeValue } from './time-value.ts';

/** A phrase found at a position: where it ends and what it means. */
export interface Reading {
  readonly end: number;
  readonly value: TimeValue;
}

/** Reads one kind of phrase at a position of the (normalised) text. */
export interface Reader {
  readonly name: string;
  /** The characters such a phrase can begin with; undefined for any. */
  readonly starts?: string;
  readonly read: (text: string, at: number, context: TimeContext) => Reading | undefined;
}
