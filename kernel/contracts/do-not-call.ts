import { z } from 'zod';
import { DoNotCallSource } from './calls.ts';
import { ListQuery } from './paging.ts';

const text = (max: number) => z.string().trim().max(max);
const moment = z.iso.datetime({ offset: true });

export const DoNotCallView = z.object({
  id: z.uuid(),
  phone: z.string(),
  source: DoNotCallSource,
  evidence: z.string(),
  record_id: z.uuid().nullable(),
  since: z.iso.datetime(),
  lifted_at: z.iso.datetime().nullable(),
  lift_reason: z.string().nullable(),
});
export type DoNotCallView = z.infer<typeof DoNotCallView>;

export const DoNotCallList = ListQuery.omit({ sort: true, q: true })
  .extend({ phone: z.string().max(30).optional(), active: z.stringbool().optional() })
  .strict();
export type DoNotCallList = z.infer<typeof DoNotCallList>;

export const NoteDoNotCall = z.strictObject({ phone: text(60).min(1), evidence: text(300).min(1) });
export type NoteDoNotCall = z.infer<typeof NoteDoNotCall>;

export const LiftDoNotCall = z.strictObject({ reason: text(300).min(1) });
export type LiftDoNotCall = z.infer<typeof LiftDoNotCall>;

/** That the person behind a number agreed to be called, and what shows it. */
export const NoteConsent = z.strictObject({
  phone: text(60).min(1),
  evidence: text(300).min(1),
  until: moment.nullable().default(null),
});
export type NoteConsent = z.infer<typeof NoteConsent>;

export const ConsentView = z.object({
  id: z.uuid(),
  phone: z.string(),
  evidence: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  withdrawn_at: z.iso.datetime().nullable(),
});
export type ConsentView = z.infer<typeof ConsentView>;
