import { query } from '../../../db/query.ts';
import type { ReminderKind } from '../../../kernel/contracts/reminders.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';

/** Something to tell one person. */
export interface NewReminder {
  /** Nobody hears a reminder without a person. */
  readonly userId: string | null;
  readonly kind: ReminderKind;
  /** What makes it this reminder: of a person, a kind and a cause only one is ever told. */
  readonly cause: string;
  readonly title: string;
  readonly entity?: string;
  readonly entityId?: string;
  readonly counts?: Readonly<Record<string, number>>;
}

/**
 * Stores reminders for people who still work here and tells their open pages; one that was told before is left alone. In the
 * caller's transaction, one statement whatever their number.
 * @returns how many were new
 */
export async function addReminders(scope: WriteScope, reminders: readonly NewReminder[]): Promise<number> {
  const rows = reminders.filter(({ userId }) => userId !== null);
  if (rows.length === 0) return 0;
  const added = await query<{ id: string; user_id: string }>(
    scope.em,
    `insert into reminder (id, user_id, kind, cause, title, entity, entity_id, counts, created_at)
     select r.id, r.user_id, r.kind, r.cause, r.title, r.entity, r.entity_id, r.counts, $2
     from jsonb_to_recordset($1::jsonb) as r(id uuid, user_id uuid, kind text, cause text, title text, entity text, entity_id uuid, counts jsonb)
     join app_user u on u.id = r.user_id and u.active
     on conflict on constraint reminder_cause do nothing returning id, user_id`,
    [
      JSON.stringify(
        rows.map((row) => ({
          id: newId(),
          user_id: row.userId,
          kind: row.kind,
          cause: row.cause.slice(0, 120),
          title: row.title.slice(0, 300),
          entity: row.entity ?? null,
          entity_id: row.entityId ?? null,
          counts: row.counts ?? null,
        })),
      ),
      scope.clock.now(),
    ],
  );
  for (const { id, user_id } of added) scope.events.publish('crm.reminder', { id, userId: user_id });
  return added.length;
}
