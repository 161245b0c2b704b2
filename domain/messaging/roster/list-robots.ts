import { query } from '../../../db/query.ts';
import type { RobotDuty, RobotView } from '../../../kernel/contracts/messaging-robots.ts';
import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import { listAccounts } from '../accounts/account-view.ts';
import type { ChannelScope } from '../messaging-scope.ts';
import { narrower } from '../policy/account-rules.ts';
import { whyNot } from './why-not.ts';

interface Figures {
  readonly id: string;
  readonly failures: number;
  readonly failed_today: number;
  readonly completed_today: number;
  readonly unclear_today: number;
  readonly held: number;
  readonly groups: number;
  readonly duties: readonly RobotDuty[];
}

/** The accounts one may use, with how they do today and what keeps them from speaking. */
export async function listRobots(
  scope: Pick<ChannelScope, 'em' | 'actor' | 'clock' | 'channels'>,
): Promise<RobotView[]> {
  const now = scope.clock.now();
  const accounts = await listAccounts(scope);
  const figures = new Map(
    (
      await readFigures(
        scope,
        accounts.map((one) => one.id),
        now,
      )
    ).map((row) => [row.id, row]),
  );
  return accounts.map((account) => {
    const { id: _id, completed_today: done, duties, ...known } = figures.get(account.id)!;
    const most = narrower(
      account.commands_per_day,
      scope.channels.get(account.channel)?.limits.commands_per_day ?? null,
    );
    const facts = {
      state: account.state,
      paused: account.paused_at !== null,
      rest_until: account.rest_until === null ? null : new Date(account.rest_until),
      sent_today: account.sent_today,
      commands_per_day: most,
    };
    const settled = done + known.failed_today;
    return {
      ...account,
      ...known,
      duties: [...duties],
      success_rate: settled === 0 ? null : done / settled,
      left_today: most === null ? null : Math.max(0, most - account.sent_today),
      why_not: whyNot(facts, now),
    };
  });
}

async function readFigures(scope: Pick<ChannelScope, 'em'>, ids: readonly string[], now: Date): Promise<Figures[]> {
  return await query<Figures>(
    scope.em,
    `select a.id, a.failures,
       (select count(*)::int from conversation_account x join channel_conversation v on v.id = x.conversation_id
        where x.account_id = a.id and v.kind = 'group') as groups,
       array(select distinct r.duty from robot_post r where r.account_id = a.id order by r.duty) as duties,
       coalesce(c.failed, 0) as failed_today, coalesce(c.completed, 0) as completed_today,
       coalesce(c.unclear, 0) as unclear_today, coalesce(c.held, 0) as held
     from channel_account a left join lateral (
       select count(*) filter (where q.status = 'failed' and q.settled_at >= $2)::int as failed,
         count(*) filter (where q.status = 'completed' and q.settled_at >= $2)::int as completed,
         count(*) filter (where q.status = 'timeout' and q.sent_from >= $2)::int as unclear,
         count(*) filter (where q.status = 'held')::int as held
       from robot_command_queue q where q.account_id = a.id and (q.status = 'held' or q.updated_at >= $2)) c on true
     where a.id = any ($1::uuid[])`,
    [ids, dayToInstant(localDay(now))],
  );
}
