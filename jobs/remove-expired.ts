import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../db/query.ts';

/** What outlives its use, and for how long it is kept after that. */
const EXPIRED = [
  ['ws_ticket', 'expires_at', '0 days'],
  ['refresh_token', 'expires_at', '30 days'],
  ['login_throttle', 'first_failure_at', '1 day'],
  ['schedule_slot', 'slot', '2 days'],
  ['run_event', 'at', '30 days'],
  ['reminder', 'created_at', '180 days'],
  ['web_chat_visitor', 'last_seen_at', '365 days'],
  ['knowledge_batch', 'created_at', '180 days'],
  ['knowledge_answer', 'created_at', '730 days'],
  ['knowledge_embedding', 'used_at', '180 days'],
  ['flow_instances', 'ended_at', '90 days'],
  ['flow_wakes', 'at', '7 days'],
  ['collab_analyses', 'at', '365 days'],
  ['sop_instances', 'ended_at', '730 days'],
  ['inbound_callback', 'received_at', '30 days', "outcome in ('taken', 'repeated', 'nothing')"],
  // What could not be read may be readable to a later version; what was not read yet is never removed.
  ['inbound_callback', 'received_at', '180 days', "outcome in ('unreadable', 'failed') and try_at is null"],
] as const;

/**
 * Removes spent tickets and tokens, old schedule slots, stream events of a month, reminders of half a year ago, vectors nobody
 * asked for, flows that ended three months ago with their logs, sequences of two years ago, and callbacks that were read a
 * month ago.
 */
export async function removeExpired(em: EntityManager, now: Date): Promise<void> {
  for (const [table, column, kept, also = 'true'] of EXPIRED) {
    await query(em, `delete from ${table} where ${column} < $1::timestamptz - interval '${kept}' and ${also}`, [now]);
  }
}
