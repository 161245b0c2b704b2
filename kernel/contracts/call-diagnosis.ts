import { z } from 'zod';
import { CallControl, CallTaskType } from './calls.ts';

/** What would repair a task, as a word for the button. */
export const CALL_REPAIRS = [
  'start_monitor',
  'free_mark',
  'hand_over_again',
  'resend_refused',
  'sync_again',
  'query_again',
  'follow_again',
  'analyse_again',
  'update_status',
] as const;

export const CallRepair = z.enum(CALL_REPAIRS);
export type CallRepair = z.infer<typeof CallRepair>;

export const CallTroubleLine = z.object({
  at: z.iso.datetime(),
  step: z.string(),
  code: z.string(),
  message: z.string(),
});
export type CallTroubleLine = z.infer<typeof CallTroubleLine>;

/** Why a task moves or does not (spec 001 §2.1.4). */
export const CallDiagnosis = z.object({
  task_id: z.uuid(),
  task_name: z.string(),
  task_type: CallTaskType,
  control: CallControl,
  job_group_id: z.string().nullable(),
  /** Whether the next look of the monitor takes it up. */
  would_be_processed: z.boolean(),
  conditions: z.array(z.object({ name: z.string(), met: z.boolean(), detail: z.string() })),
  /** Chinese sentences: why not. */
  reasons: z.array(z.string()),
  counts: z.object({
    total: z.int(),
    waiting: z.int(),
    sending: z.int(),
    refused: z.int(),
    withheld: z.int(),
    assigned: z.int(),
    with_job: z.int(),
    with_status: z.int(),
    waiting_for_conversation: z.int(),
    final: z.int(),
    with_follow: z.int(),
    without_interest: z.int(),
    basic: z.int(),
    unknown_batches: z.int(),
  }),
  failed_pages: z.array(
    z.object({ step: z.string(), page: z.int(), at: z.iso.datetime(), message: z.string(), records: z.int() }),
  ),
  last_errors: z.array(CallTroubleLine),
  repairs: z.array(z.object({ repair: CallRepair, message: z.string() })),
});
export type CallDiagnosis = z.infer<typeof CallDiagnosis>;

export const CallRepaired = z.object({ done: z.array(CallRepair), diagnosis: CallDiagnosis });
export type CallRepaired = z.infer<typeof CallRepaired>;
