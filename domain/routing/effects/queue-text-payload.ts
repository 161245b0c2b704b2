import { z } from 'zod';
import { LANE_NAMES } from '../../../kernel/contracts/messaging.ts';
import type { Effect } from './effect.ts';

/** Something to be said in a conversation; which robot says it is decided by the roster when it is queued. */
export const QueueTextPayload = z.object({
  conversation_id: z.uuid(),
  text: z.string().min(1).max(10_000),
  mention_person_ids: z.array(z.uuid()),
  lane: z.enum(LANE_NAMES),
  /** Not before; null: at once. */
  run_at: z.iso.datetime().nullable(),
  duty: z.enum(['reply', 'notify']),
  /** Goes along with what colleagues do here (notices, soothing), so it is said also while they speak. */
  beside_staff: z.boolean().optional(),
  /** Set by a node that asks later what became of it; else the occasion's own key. */
  key: z.string().min(1).max(150).optional(),
});
export type QueueTextPayload = z.infer<typeof QueueTextPayload>;

/** An effect of the kind `queue_text`. */
export function queueText(payload: QueueTextPayload): Effect {
  return { kind: 'queue_text', payload };
}
