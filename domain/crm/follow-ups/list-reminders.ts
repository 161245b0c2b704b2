import { Params } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReminderList, ReminderView } from '../../../kernel/contracts/reminders.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';

/** What the actor was reminded of, latest first. Nobody sees another person's. */
export async function listReminders(scope: ReadScope, input: ReminderList): Promise<Page<ReminderView>> {
  const params = new Params();
  const where = [`r.user_id = ${params.add(scope.actor.userId)}`];
  if (input.unread !== undefined) where.push(`r.read_at is ${input.unread ? '' : 'not '}null`);
  if (input.kind) where.push(`r.kind = ${params.add(input.kind)}`);
  return await pageOfRows<ReminderView>(
    scope,
    {
      from: 'reminder r',
      alias: 'r',
      where,
      orderBy: 'r.created_at desc, r.id desc',
      columns: `r.id, r.kind, r.title, r.entity, r.entity_id, r.counts, iso(r.created_at) as created_at, iso(r.read_at) as read_at`,
      joins: '',
      params,
    },
    input,
  );
}
