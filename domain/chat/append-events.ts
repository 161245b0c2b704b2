import { query } from '../../db/query.ts';
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

/** Events of a thread after a place, oldest first. */
export async function listEvents(
  scope: Pick<Scope, 'em'>,
  threadId: string,
  afterSeq: number,
): Promise<PendingEvent[]> {
  return await query<PendingEvent>(
    scope.em,
    'select seq, run_id as "runId", event from run_event where conversation_id = $1 and seq > $2 order by seq limit 5000',
    [threadId, afterSeq],
  );
}
