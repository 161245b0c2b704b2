import { z } from 'zod';
import { CallInterest, CallStatus, HandOverState, RECORDING_STATES, SkipReason } from './calls.ts';
import { ListQuery } from './paging.ts';

export const CallTurnView = z.object({
  speaker: z.enum(['robot', 'contact', 'other']),
  text: z.string(),
  at: z.string().nullable(),
});
export type CallTurnView = z.infer<typeof CallTurnView>;

export const CallRecordView = z.object({
  id: z.uuid(),
  task_id: z.uuid(),
  task_name: z.string(),
  leads_id: z.uuid().nullable(),
  leads_name: z.string(),
  leads_phone: z.string(),
  hand_over: HandOverState,
  withheld_reason: SkipReason.nullable(),
  call_job_id: z.string().nullable(),
  call_status: CallStatus.nullable(),
  /** Why it ended so, in Chinese. */
  ending: z.string().nullable(),
  next_step: z.string().nullable(),
  planed_time: z.iso.datetime().nullable(),
  called_at: z.iso.datetime().nullable(),
  call_seconds: z.int().nullable(),
  calling_number: z.string().nullable(),
  has_conversation: z.boolean(),
  recording: z.enum(RECORDING_STATES),
  /** Where the recording is streamed from; null while there is none. */
  recording_url: z.string().nullable(),
  leads_follow_id: z.uuid().nullable(),
  is_interested: CallInterest.nullable(),
  updated_at: z.iso.datetime(),
});
export type CallRecordView = z.infer<typeof CallRecordView>;

export const CallRecordDetail = CallRecordView.extend({
  call_task_id: z.string().nullable(),
  reference_id: z.string(),
  conversation: z.array(CallTurnView).nullable(),
});
export type CallRecordDetail = z.infer<typeof CallRecordDetail>;

export const CallRecordList = ListQuery.omit({ sort: true })
  .extend({
    task_id: z.uuid().optional(),
    leads_id: z.uuid().optional(),
    /** A whole number; it is compared by its digits. */
    phone: z.string().max(30).optional(),
    call_status: CallStatus.optional(),
    is_interested: CallInterest.optional(),
    open: z.stringbool().optional(),
  })
  .strict();
export type CallRecordList = z.infer<typeof CallRecordList>;
