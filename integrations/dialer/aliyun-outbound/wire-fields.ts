import { z } from 'zod';
import type { HungUpBy } from '../../../domain/calls/call-results.ts';

/** Fields as the vendor writes them. What is missing, empty or of another kind is null: one odd field loses no job. */

/** Longer than any word of the vendor's that is kept as one. */
const LONGEST_TEXT = 4000;
/** The database keeps neither NUL nor half a character: one such letter would refuse a whole page. */
const NUL = /\0/g;

export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => {
    const words = value === null || value === undefined ? '' : String(value);
    return words.slice(0, LONGEST_TEXT).replaceAll(NUL, '').toWellFormed() || null;
  });

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Milliseconds since 1970; 0 means never, and so does what no calendar has: years of five digits. */
export const moment = count.transform((ms) =>
  ms === null || ms <= 0 || ms >= 253_402_300_800_000 ? null : new Date(ms),
);

/** Whole seconds or milliseconds of a call: what is below 0 or more than a month is no such thing. */
export const duration = count.transform((value) =>
  value === null || value < 0 || value > 2_147_483_647 ? null : Math.round(value),
);

/** A status, a reason: a name or a number. */
export const written = z.union([z.string(), z.number()]).nullish().catch(null);

/** A list whose items are read one by one. */
export const list = z
  .array(z.unknown())
  .nullish()
  .catch(null)
  .transform((items) => items ?? []);

/** The list of results says Callee and Caller, the details say client and ivr. */
export function hungUpBy(said: string | null): HungUpBy | null {
  const word = said?.toLowerCase() ?? '';
  if (['callee', 'client', 'contact', 'customer'].includes(word)) return 'contact';
  if (['caller', 'ivr', 'robot', 'chatbot', 'system'].includes(word)) return 'robot';
  return null;
}
