import { query } from '../../../db/query.ts';
import type { SopBatchPreview } from '../../../kernel/contracts/sop-instances.ts';
import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { Scope } from '../../scope.ts';

/**
 * What accounts would have to send for so many targets, beside what they sent today and may send a day.
 * @param accountIds the account of each target
 */
export async function burdenOf(
  scope: Pick<Scope, 'em' | 'clock'>,
  accountIds: readonly string[],
): Promise<SopBatchPreview['accounts']> {
  const counts = new Map<string, number>();
  for (const id of accountIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  const accounts = await query<{ id: string; name: string; state: string; sent: number; most: number | null }>(
    scope.em,
    `select a.id, a.name, a.state, a.commands_per_day as most, (select count(*)::int from robot_command_queue c where c.account_id = a.id
       and c.sent_from >= $2 and c.status in ('sending', 'accepted', 'timeout', 'completed')) as sent
     from channel_account a where a.id = any($1::uuid[]) order by a.name, a.id`,
    [[...counts.keys()], dayToInstant(localDay(scope.clock.now()))],
  );
  return accounts.map(({ id, name, state, sent, most }) => ({
    wechat_account_id: id,
    account_nickname: name,
    state,
    targets: counts.get(id)!,
    sent_today: sent,
    commands_per_day: most,
    over_quota: most !== null && sent + counts.get(id)! > most,
  }));
}
