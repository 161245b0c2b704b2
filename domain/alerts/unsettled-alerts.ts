import { query, queryOne } from '../../db/query.ts';
import { dayToInstant, localDay } from '../../kernel/time-phrases/local-day.ts';
import type { Scope } from '../scope.ts';
import type { UnsettledAlert } from './rules/judge-message.ts';

/** Alerts of a person in a conversation that nobody settled. */
export async function unsettledAlerts(
  scope: Pick<Scope, 'em'>,
  place: { readonly conversation_id: string; readonly person_id: string | null },
): Promise<UnsettledAlert[]> {
  return await query<UnsettledAlert>(
    scope.em,
    `select id, cause, level from alert where conversation_id = $1 and person_id is not distinct from $2
       and status in ('open', 'acknowledged') order by opened_at, id`,
    [place.conversation_id, place.person_id],
  );
}

/** How many alerts of a person were opened on the local day of a moment, in all conversations. */
export async function alertsOfDay(scope: Pick<Scope, 'em'>, personId: string | null, moment: Date): Promise<number> {
  if (personId === null) return 0;
  const row = await queryOne<{ count: number }>(
    scope.em,
    'select count(*)::int as count from alert where person_id = $1 and opened_at >= $2 and opened_at <= $3',
    [personId, dayToInstant(localDay(moment)), moment],
  );
  return row!.count;
}
