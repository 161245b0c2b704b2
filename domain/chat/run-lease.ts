import { query, queryOne } from '../../db/query.ts';
import type { Scope } from '../scope.ts';
import { LEASE_MS, type RunInput } from './begin-run.ts';

/**
 * Says that this process still answers.
 * @returns `lost` when another process took the run over or it ended; `cancel` when a person asked to stop
 */
export async function renewRun(
  scope: Pick<Scope, 'em' | 'clock'>,
  runId: string,
  attempt: number,
): Promise<'held' | 'lost' | 'cancel'> {
  const row = await queryOne<{ cancel_requested: boolean }>(
    scope.em,
    `update run set lease_until = $3 where id = $1 and attempt = $2 and status = 'running' returning cancel_requested`,
    [runId, attempt, new Date(scope.clock.now().getTime() + LEASE_MS)],
  );
  if (!row) return 'lost';
  return row.cancel_requested ? 'cancel' : 'held';
}

export interface OrphanRun {
  readonly runId: string;
  readonly threadId: string;
  readonly userId: string;
  readonly attempt: number;
  readonly input: RunInput;
  readonly lastSeq: number;
  /** The person had asked to stop it. */
  readonly isCancelled: boolean;
}

/**
 * Takes over runs whose process is gone. The raised attempt is a fencing token: whatever the former holder still
 * writes is refused.
 */
export async function takeOverRuns(scope: Pick<Scope, 'em' | 'clock'>): Promise<OrphanRun[]> {
  const now = scope.clock.now();
  return await query<OrphanRun>(
    scope.em,
    `update run set attempt = attempt + 1, lease_until = $2
     from conversation c
     where run.id in (select id from run where status = 'running' and lease_until < $1 for update skip locked limit 50)
       and c.id = run.conversation_id
     returning run.id as "runId", run.conversation_id as "threadId", run.user_id as "userId", run.attempt, run.input,
       c.last_seq as "lastSeq", run.cancel_requested as "isCancelled"`,
    [now, new Date(now.getTime() + LEASE_MS)],
  );
}

/** Ends the leases of all running runs: at the start of a service that owns its database alone. */
export async function expireLeases(scope: Pick<Scope, 'em' | 'clock'>): Promise<void> {
  await query(scope.em, "update run set lease_until = $1::timestamptz - interval '1 second' where status = 'running'", [
    scope.clock.now(),
  ]);
}

/** Asks whoever answers to stop. @returns whether the run was still going and is this person's */
export async function requestCancel(scope: Pick<Scope, 'em' | 'actor' | 'events'>, runId: string): Promise<boolean> {
  const rows = await query(
    scope.em,
    "update run set cancel_requested = true where id = $1 and user_id = $2 and status = 'running' returning id",
    [runId, scope.actor.userId],
  );
  if (rows.length > 0) scope.events.publish('chat.cancel', { runId });
  return rows.length > 0;
}
