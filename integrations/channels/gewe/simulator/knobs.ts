import { z } from 'zod';

/** What may go wrong, one by one. */
export const GEWE_FAULTS = [
  /** The call is carried out, the answer never comes. */
  'answer_hangs',
  /** The call is carried out, the connection breaks. */
  'answer_cut',
  /** The call never arrives, and nobody says so. */
  'call_lost',
  /** HTTP 500 instead of doing it. */
  'http_500',
  /** `ret` 500 instead of doing it, with the words of the mode `fail_words`. */
  'ret_500',
  'miss_callback',
  'duplicate_callback',
  'late_callback',
  'reorder_callback',
] as const;
export type GeweFault = (typeof GEWE_FAULTS)[number];

export const GeweModes = z.strictObject({
  /** `lower`: the nested form with lower-case keys, as some self-hosted builds send it. */
  form: z.enum(['v1', 'v2', 'lower']).default('v1'),
  /** Whether what the account sends comes back as a callback. */
  echo: z.boolean().default(true),
  /** Whether the devices in a group are told one NewMsgId for one message. */
  shared_id: z.boolean().default(false),
  /** Whether another device in a group reports what a device wrote there. */
  hear_each_other: z.boolean().default(false),
  fail_words: z.string().default('系统繁忙'),
  online_answer: z.enum(['plain', 'odd']).default('plain'),
  label_list: z.enum(['labels', 'labelList', 'bare', 'odd']).default('labels'),
  /** Posts closer together are refused. */
  moments_pause_ms: z.int().min(0).default(3000),
  late_ms: z.int().min(0).default(90_000),
  callback_deadline_ms: z.int().min(1).default(3000),
});
export type GeweModes = z.output<typeof GeweModes>;
