import { z } from 'zod';
import type { HungUpBy } from '../../../domain/calls/call-results.ts';

/** Fields as the vendor writes them. What is missing, empty or of another kind is null: one odd field loses no job. */

export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));

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

/** Milliseconds since 1970; 0 means never. */
export const moment = count.transform((ms) => (ms === null || ms <= 0 || ms > 8.64e15 ? null : new Date(ms)));

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
