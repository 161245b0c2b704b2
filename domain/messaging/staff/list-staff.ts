import { query, withDates } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { StaffStateName, StaffStateView } from '../../../kernel/contracts/messaging-people.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { tellStaffState, type StaffFacts } from './staff-state.ts';

type Row = StaffFacts & {
  readonly person_id: string;
  readonly name: string;
  readonly messages_today: number;
  readonly active_day: string | null;
};

/** Colleagues in the groups and how they stand now. Open matters are counted by the rooms that have them. */
export async function listStaff(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  openTasks: (people: readonly string[]) => Promise<ReadonlyMap<string, number>> = () => Promise.resolve(new Map()),
  only?: readonly string[],
): Promise<StaffStateView[]> {
  const now = scope.clock.now();
  const rows = await query<Row>(
    scope.em,
    `select p.id as person_id, p.name, s.said, s.said_until, s.last_active_at, coalesce(s.messages_today, 0) as messages_today, s.active_day
     from channel_person p left join staff_state s on s.person_id = p.id
     where ($1::uuid[] is null or p.id = any ($1)) and exists (
       select 1 from group_member g where g.person_id = p.id and g.role in ('operations', 'staff', 'after_sales')) order by p.name, p.id`,
    [only ?? null],
  );
  const open = await openTasks(rows.map((row) => row.person_id));
  return rows.map((raw) => {
    const row = withDates(raw, 'said_until', 'last_active_at');
    return {
      person_id: row.person_id,
      name: row.name,
      ...tellStaffState({ ...row, open_tasks: open.get(row.person_id) ?? 0 }, now),
      last_active_at: row.last_active_at?.toISOString() ?? null,
      messages_today: row.active_day === localDay(now) ? row.messages_today : 0,
    };
  });
}

/**
 * Says how a colleague stands for some time; afterwards their activity counts again.
 * @throws AppError `access.not_permitted`, `messaging.person_not_found`
 */
export async function sayStaffState(
  outer: WriteScope,
  input: { readonly person_id: string; readonly state: StaffStateName; readonly minutes: number },
): Promise<StaffStateView> {
  requirePermission(outer.actor, 'messaging.send');
  return await inTransaction(outer, async (scope) => {
    const now = scope.clock.now();
    const [known] = await listStaff(scope, undefined, [input.person_id]);
    if (!known) throw messagingError('messaging.person_not_found', { details: { id: input.person_id } });
    await query(
      scope.em,
      `insert into staff_state (person_id, said, said_until, said_by, updated_at) values ($1, $2, $3, $4, $5)
       on conflict (person_id) do update set said = excluded.said, said_until = excluded.said_until, said_by = excluded.said_by,
         updated_at = excluded.updated_at`,
      [input.person_id, input.state, new Date(now.getTime() + input.minutes * 60_000), scope.actor.userId, now],
    );
    return (await listStaff(scope, undefined, [input.person_id]))[0]!;
  });
}
