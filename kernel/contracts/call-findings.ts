import { z } from 'zod';
import { CallInterest } from './calls.ts';
import { ListQuery } from './paging.ts';

const moment = z.iso.datetime({ offset: true });

/** Somebody the calls found interested, with what shows it. */
export const InterestedCall = z.object({
  id: z.uuid(),
  record_id: z.uuid(),
  task_id: z.uuid(),
  task_name: z.string(),
  leads_id: z.uuid().nullable(),
  leads_name: z.string(),
  company: z.string().nullable(),
  owner_name: z.string().nullable(),
  called_at: z.iso.datetime(),
  /** The person's own sentence. */
  evidence: z.string().nullable(),
  confidence: z.number().nullable(),
  remark: z.string(),
  next_follow_time: z.iso.datetime().nullable(),
});
export type InterestedCall = z.infer<typeof InterestedCall>;
/** By the moment of the call; `to` is not included. */
export const InterestedCallList = ListQuery.omit({ sort: true, q: true })
  .extend({
    task_id: z.uuid().optional(),
    owner_id: z.uuid().optional(),
    from: moment.optional(),
    to: moment.optional(),
  })
  .strict();
export type InterestedCallList = z.infer<typeof InterestedCallList>;

/** What is planned after a call and not done yet. */
export const DueFollow = z.object({
  /** Of the planned activity. */
  id: z.uuid(),
  record_id: z.uuid(),
  task_id: z.uuid(),
  task_name: z.string(),
  leads_id: z.uuid().nullable(),
  leads_name: z.string(),
  /** Whose turn it is. */
  owner_name: z.string().nullable(),
  due_at: z.iso.datetime(),
  is_interested: CallInterest,
  next_step: z.string(),
  remark: z.string(),
  evidence: z.string().nullable(),
});
export type DueFollow = z.infer<typeof DueFollow>;
/** By the moment it is due; `to` is not included. */
export const DueFollowList = ListQuery.omit({ sort: true, q: true })
  .extend({ owner_id: z.uuid().optional(), from: moment.optional(), to: moment.optional() })
  .strict();
export type DueFollowList = z.infer<typeof DueFollowList>;
