import { query, queryOne } from '../../db/query.ts';
import type { Scope } from '../scope.ts';

export interface PendingEvent {
  readonly seq: number;
  readonly runId: string;
  readonly event: Record<string, unknown>;
}

/** Stores events of a thread and moves its last place, in the caller's transaction or one of its own. */
export async function appendEvents(
  scope: Pick<Scope, 'em' | 'clock'>,
  threadId: string,
  events: readonly PendingEvent[],
): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  await query(
    scope.em,
    `with stored as (
       insert into run_event (conversation_id, seq, run_id, event, at)
       select $1, (e->>'seq')::int, e->>'runId', e->'event', $3 from jsonb_array_elements($2::jsonb) e
       on conflict do nothing)
     update conversation set last_seq = greatest(last_seq, $4), updated_at = $3 where id = $1`,
    [threadId, JSON.stringify(events), scope.clock.now(), last.seq],
  );
}

/**
 * As `appendEvents`, for a run that goes on: events of an attempt that was taken over are refused.
 * @returns whether this attempt is still the one in charge
 */
export async function storeEvents(
  scope: Pick<Scope, 'em' | 'clock'>,
  run: { readonly threadId: string; readonly runId: string; readonly attempt: number },
  events: readonly PendingEvent[],
): Promise<boolean> {
  const last = events.at(-1);
  if (!last) return true;
  // The share lock keeps the attempt from being raised between the question and the writing.
  const held = await query(
    scope.em,
    `with held as (select id from run where id = $5 and attempt = $6 and status = 'running' for share),
     stored as (
       insert into run_event (conversation_id, seq, run_id, event, at)
       select $1, (e->>'seq')::int, e->>'runId', e->'event', $3 from held, jsonb_array_elements($2::jsonb) e
       on conflict do nothing)
     update conversation set last_seq = greatest(last_seq, $4), updated_at = $3 from held where conversation.id = $1
     returning conversation.id`,
    [run.threadId, JSON.stringify(events), scope.clock.now(), last.seq, run.runId, run.attempt],
  );
  return held.length > 0;
}

/** The place before the first event of a run's last attempt; the thread's last place while nothing of it is stored. */
export async function placeBefore(scope: Pick<Scope, 'em'>, threadId: string, runId: string): Promise<number> {
  const row = await queryOne<{ place: number }>(
    scope.em,
    `select coalesce(
       (select max(seq) - 1 from run_event
        where conversation_id = $1 and run_id = $2 and event->>'type' = 'RUN_STARTED'), c.last_seq) as place
     from conversation c where c.id = $1`,
    [threadId, runId],
  );
  return row?.place ?? 0;
}

/** Events one reading brings at most: a long thread is read piece by piece. */
export const MOST_EVENTS = 500;

/** Events of a thread after a place, oldest first, `MOST_EVENTS` at most. */
export async function listEvents(
  scope: Pick<Scope, 'em'>,
  threadId: string,
  afterSeq: number,
): Promise<PendingEvent[]> {
  return await query<PendingEvent>(
    scope.em,
    `select seq, run_id as "runId", event from run_event where conversation_id = $1 and seq > $2 order by seq limit ${MOST_EVENTS}`,
    [threadId, afterSeq],
  );
}
