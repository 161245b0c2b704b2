import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import type { WaitKey } from '../nodes/node.ts';
import type { InstanceRow } from './instance-row.ts';
import { runSoon, wakeLater } from './run-later.ts';
import { lockWaitKey, noteWake } from './wait-keys.ts';

type WakeScope = Pick<Scope, 'em' | 'clock' | 'jobs' | 'events'>;

/**
 * Tells everything that waits for this that it happened; joins the caller's transaction. What is about to wait for it and has
 * not written so yet finds the note.
 * @returns how many instances were woken
 */
export async function wakeInstances(outer: WakeScope, key: WaitKey): Promise<number> {
  return await inTransaction(outer, async (scope) => {
    await lockWaitKey(scope, key);
    await noteWake(scope, key);
    const woken = await query<Pick<InstanceRow, 'conversation_id' | 'priority'>>(
      scope.em,
      `update flow_instances set status = 'running', cause = 'signalled', wake_at = null, wait_on = null, lease_until = null
       where status = 'waiting' and wait_on = $1 returning conversation_id, priority`,
      [key],
    );
    for (const where of woken) await runSoon(scope, where);
    return woken.length;
  });
}

/** Lets go on in a conversation what waited long enough. What failed for a moment goes on with the cause it had. */
export async function wakeDue(scope: Pick<Scope, 'em' | 'clock'>, conversationId: string): Promise<void> {
  await query(
    scope.em,
    `update flow_instances set status = 'running', cause = case when attempts > 0 then cause else 'time_up' end, wake_at = null,
       wait_on = null, lease_until = null
     where conversation_id = $1 and status = 'waiting' and wake_at <= $2`,
    [conversationId, scope.clock.now()],
  );
}

/**
 * Sees to it that somebody looks again when the next wait of a conversation is over. A timer's job may come too early, where
 * the database's clock is ahead of ours.
 */
export async function keepTimer(scope: Pick<Scope, 'em' | 'clock' | 'jobs'>, conversationId: string): Promise<void> {
  const next = await queryOne<{ at: string; priority: number }>(
    scope.em,
    `select iso(wake_at) as at, priority from flow_instances where conversation_id = $1 and status = 'waiting' and wake_at is not null
     order by wake_at limit 1`,
    [conversationId],
  );
  if (next) await wakeLater(scope, { conversation_id: conversationId, priority: next.priority }, new Date(next.at));
}
