import { query } from '../../../db/query.ts';
import type { AccountState } from '../../../kernel/contracts/messaging.ts';
import { wakeSender } from '../commands/wake-sender.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { accountStateChanged } from '../signals.ts';

/** Notes that an account went online or offline; the rooms hear of it only when it changed. What waited for it goes on. */
export async function noteAccountState(
  scope: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  accountId: string,
  told: { readonly state: AccountState; readonly cause: string | null },
): Promise<void> {
  const now = scope.clock.now();
  const [changed] = await query<{ id: string }>(
    scope.em,
    `update channel_account set state = $2, state_at = $3, state_cause = $4, updated_at = $3 where id = $1 and state <> $2 returning id`,
    [accountId, told.state, now, told.cause?.slice(0, 200) ?? null],
  );
  if (!changed) return;
  await scope.jobs.tell(scope.em, accountStateChanged, { account_id: accountId, state: told.state });
  scope.events.publish('messaging.account_changed', { id: accountId });
  if (told.state !== 'online') return;
  await query(
    scope.em,
    `update robot_command_queue c set run_at = $2, updated_at = $2 where c.account_id = $1 and c.status = 'waiting' and c.run_at > $2
       and c.notes <> '[]' and not exists (select 1 from jsonb_array_elements(c.notes) n where n ->> 'rule' <> 'account_offline')`,
    [accountId, now],
  );
  await wakeSender(scope, accountId, now);
}
