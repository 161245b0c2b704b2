import { query, queryOne } from '../../../db/query.ts';
import type { AccountState } from '../../../kernel/contracts/messaging.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ChangeScope } from './change-instance.ts';
import { tellOffline } from '../effects/tell-offline.ts';
import { holdInstances, releaseInstances } from './hold-instances.ts';
import { RUNNABLE } from './instance-row.ts';
import type { SopScope } from './sop-engine.ts';
import { wakeSop } from './wake-sop.ts';

const OF_ACCOUNT = 'i.account_id = $4::uuid';

/**
 * An account went offline: where the template allows it another online account of the same owner that knows the contact goes
 * on, the rest waits. It came back: what waited goes on.
 */
export async function followAccountState(
  scope: () => SopScope,
  told: { readonly account_id: string; readonly state: AccountState },
): Promise<void> {
  const { account_id: id } = told;
  const now = await queryOne<{ state: AccountState }>(scope().em, 'select state from channel_account where id = $1', [
    id,
  ]);
  // Two changes may be told in any order; what counts is how the account stands.
  if (!now) return;
  if (now.state === 'offline') {
    await switchAccounts(scope(), id);
    const held = await holdInstances(scope, 'account_offline', { where: OF_ACCOUNT, value: id });
    if (held > 0) await tellOffline(scope(), id, held);
  } else await releaseInstances(scope, 'account_offline', { where: OF_ACCOUNT, value: id });
}

/** Those that wait for a message that is queued at the old account already stay with it. */
async function switchAccounts(outer: ChangeScope, accountId: string): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const moved = await query(
      scope.em,
      `update sop_instances s set account_id = o.account_id, person_id = o.person_id, conversation_id = o.conversation_id,
         context_data = s.context_data || jsonb_build_object('switched_from', s.account_id), updated_at = $2
       from (
         select distinct on (i.id) i.id, b.id as account_id, q.id as person_id, w.id as conversation_id
         from sop_instances i join sop_template_versions t on t.id = i.template_version_id
           join channel_account a on a.id = i.account_id join channel_person p on p.id = i.person_id
           join channel_account b on b.owner_id = a.owner_id and b.id <> a.id and b.state = 'online' and b.paused_at is null
           join channel_conversation w on w.account_id = b.id and w.kind = 'person'
           join channel_person q on q.id = w.person_id and (q.id = p.id or q.contact_id = coalesce(i.contact_id, p.contact_id))
         where i.account_id = $1 and i.status in ${RUNNABLE} and i.waits_for is distinct from 'command'
           and (t.content -> 'settings' ->> 'switch_account')::boolean
         order by i.id, w.last_message_at desc nulls last, w.id) o
       where s.id = o.id and s.account_id = $1 and s.status in ${RUNNABLE} returning s.id`,
      [accountId, scope.clock.now()],
    );
    if (moved.length > 0) await wakeSop(scope, scope.clock.now());
  });
}
