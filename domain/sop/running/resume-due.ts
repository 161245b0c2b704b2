import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { tellMoved } from './tell-moved.ts';

/** Lets go on what was paused because a colleague wrote, and whose time to stand back is over. */
export async function resumeDue(scope: Pick<Scope, 'em' | 'clock' | 'events'>): Promise<number> {
  const now = scope.clock.now();
  const rows = await query<{ id: string }>(
    scope.em,
    `update sop_instances set ${RESUMED} where status = 'paused' and resume_at <= $1 returning id`,
    [now],
  );
  await tellMoved(scope, 'sop_instance_resumed', rows);
  return rows.length;
}

/**
 * What lifting a pause changes; `$1` is now. Who waits for a reply gets the time back that the pause took; a command is looked
 * at; a time that passed meanwhile is due.
 */
export const RESUMED = `status = case when started_at is null then 'pending' else 'executing' end,
  due_at = case when waits_for = 'reply' and context_data -> 'answer' is null then due_at + ($1::timestamptz - coalesce(paused_at, $1))
    when waits_for = 'delay' then due_at else $1 end,
  pause_reason = null, paused_at = null, resume_at = null, error = null, updated_at = $1`;
