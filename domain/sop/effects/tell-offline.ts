import { query } from '../../../db/query.ts';
import { addReminders } from '../../crm/follow-ups/add-reminders.ts';
import type { SopScope } from '../running/sop-engine.ts';

/** Tells whose account it is that sequences wait for it: once for each time it goes offline. Of nobody's account administrators hear. */
export async function tellOffline(scope: SopScope, accountId: string, held: number): Promise<void> {
  const people = await query<{ id: string; name: string; since: string | null }>(
    scope.em,
    `select u.id, a.name, iso(a.state_at) as since from channel_account a join app_user u
       on u.active and case when a.owner_id is null then u.role = 'administrator' else u.id = a.owner_id end
     where a.id = $1 order by u.id`,
    [accountId],
  );
  await addReminders(
    scope,
    people.map(({ id, name, since }) => ({
      userId: id,
      kind: 'sop' as const,
      cause: `offline ${accountId} ${since ?? ''}`,
      title: `账号“${name}”离线了，${held} 个流程已暂停，账号上线后自动继续`,
      entity: 'channel_account',
      entityId: accountId,
      counts: { held },
    })),
  );
}
