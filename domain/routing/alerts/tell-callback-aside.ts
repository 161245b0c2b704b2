import { query } from '../../../db/query.ts';
import { addReminders } from '../../crm/follow-ups/add-reminders.ts';
import { inTransaction } from '../../in-transaction.ts';
import { INTERRUPTED } from '../../messaging/receive/stand-aside.ts';
import type { Scope } from '../../scope.ts';

/**
 * Reminds administrators and operations of a callback that stands aside because processes died while they read it; each of them once
 * for each callback.
 */
export async function tellCallbackAside(
  outer: Scope,
  { callback_id: id, account_id }: { readonly callback_id: string; readonly account_id: string },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const people = await query<{ id: string; account: string }>(
      scope.em,
      `select u.id, a.name as account from app_user u, channel_account a
       where a.id = $1 and u.active and u.role in ('administrator', 'operations') order by u.id`,
      [account_id],
    );
    await addReminders(
      scope,
      people.map((person) => ({
        userId: person.id,
        kind: 'alert',
        cause: `callback ${id}`,
        title: `“${person.account}”有一条回调${INTERRUPTED}，已先放到一边，其他消息照常处理。请看一下原因，修好后可以重新读取。`,
        entity: 'inbound_callback',
        entityId: id,
      })),
    );
  });
}
