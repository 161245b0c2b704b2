import { z } from 'zod';
import { CallInterest, FollowBasis } from './calls.ts';
import { ListQuery } from './paging.ts';

const moment = z.iso.datetime({ offset: true });

export const CallFacts = z.object({
  need: z.string().nullable(),
  budget: z.string().nullable(),
  objection: z.string().nullable(),
  competitor: z.string().nullable(),
  decision_maker: z.string().nullable(),
});
export type CallFacts = z.infer<typeof CallFacts>;

export const CallFollowView = z.object({
  id: z.uuid(),
  record_id: z.uuid(),
  task_id: z.uuid(),
  task_name: z.string(),
  leads_id: z.uuid().nullable(),
  leads_name: z.string(),
  follow_time: z.iso.datetime(),
  leads_remark: z.string(),
  frist_follow_time: z.iso.datetime(),
  new_follow_time: z.iso.datetime(),
  next_follow_time: z.iso.datetime().nullable(),
  is_interested: CallInterest,
  confidence: z.number().nullable(),
  evidence: z.string().nullable(),
  facts: CallFacts.nullable(),
  mood: z.number().nullable(),
  do_not_call: z.boolean(),
  reached: z.string().nullable(),
  basis: FollowBasis,
  judged_by: z.string(),
  next_step: z.string(),
  version: z.int(),
});
export type CallFollowView = z.infer<typeof CallFollowView>;

export const CallFollowList = ListQuery.omit({ sort: true, q: true })
  .extend({
    task_id: z.uuid().optional(),
    leads_id: z.uuid().optional(),
    is_interested: CallInterest.optional(),
    basis: FollowBasis.optional(),
    /** Only those with a next time before this moment, the earliest first. */
    due_before: moment.optional(),
  })
  .strict();
export type CallFollowList = z.infer<typeof CallFollowList>;
