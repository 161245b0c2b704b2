import { query, queryOne } from '../../../db/query.ts';
import type { ReadReminders } from '../../../kernel/contracts/reminders.ts';
import type { WriteScope } from '../crm-scope.ts';

/** Marks one's reminders as read: those named, or all. Answers how many were, and how many wait still. */
export async function readReminders(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  input: ReadReminders,
): Promise<{ read: number; unread: number }> {
  const read = await query(
    scope.em,
    `update reminder set read_at = $2 where user_id = $1 and read_at is null and ($3::uuid[] is null or id = any($3::uuid[]))
     returning id`,
    [scope.actor.userId, scope.clock.now(), input.ids ?? null],
  );
  const left = await queryOne<{ unread: number }>(
    scope.em,
    'select count(*)::int as unread from reminder where user_id = $1 and read_at is null',
    [scope.actor.userId],
  );
  return { read: read.length, unread: left?.unread ?? 0 };
}
