import { query } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** The accounts with callbacks that can be read now; steps from account to account, however much waits. */
export async function unreadAccounts(scope: Pick<WriteScope, 'em' | 'clock'>): Promise<string[]> {
  const rows = await query<{ account_id: string }>(
    scope.em,
    `with recursive head as (
       (select account_id from inbound_callback where outcome = 'kept' or try_at <= $1 order by account_id limit 1)
       union all
       select (select n.account_id from inbound_callback n
               where (n.outcome = 'kept' or n.try_at <= $1) and n.account_id > h.account_id order by n.account_id limit 1)
       from head h where h.account_id is not null)
     select account_id from head where account_id is not null`,
    [scope.clock.now()],
  );
  return rows.map((row) => row.account_id);
}
