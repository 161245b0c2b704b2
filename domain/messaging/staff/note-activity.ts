import { query, queryOne } from '../../../db/query.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Notes that a colleague wrote in a group. */
export async function noteActivity(scope: Pick<WriteScope, 'em' | 'clock'>, personId: string, at: Date): Promise<void> {
  await query(
    scope.em,
    `insert into staff_state (person_id, last_active_at, messages_today, active_day, updated_at) values ($1, $2, 1, $3, $4)
     on conflict (person_id) do update set last_active_at = greatest(staff_state.last_active_at, excluded.last_active_at),
       messages_today = case when staff_state.active_day = excluded.active_day then staff_state.messages_today + 1 else 1 end,
       active_day = excluded.active_day, updated_at = excluded.updated_at`,
    [personId, at, localDay(at), scope.clock.now()],
  );
}

/** When a colleague was last noted as active; null: never. */
export async function lastActivity(scope: Pick<WriteScope, 'em'>, personId: string): Promise<Date | null> {
  const row = await queryOne<{ last_active_at: string | null }>(
    scope.em,
    'select last_active_at from staff_state where person_id = $1',
    [personId],
  );
  return row?.last_active_at ? new Date(row.last_active_at) : null;
}
