import { query, withDates } from '../../../db/query.ts';
import type { Channels, ReadScope } from '../messaging-scope.ts';
import { narrower } from '../policy/account-rules.ts';
import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { Candidate } from './pick-robot.ts';

/** Where the channels are not known (a simulation), only the accounts' own limits count. */
export type RosterScope = Pick<ReadScope, 'em'> & { readonly channels?: Channels };

/**
 * Everyone who could speak in a conversation: its own posts, else the default ones as far as their accounts are in it, and
 * all other accounts in it.
 */
export async function readCandidates(scope: RosterScope, conversation: string, at: Date): Promise<Candidate[]> {
  const rows = await query<Candidate>(
    scope.em,
    `with own as (select exists (select 1 from robot_post where conversation_id = $1) as posts),
      here as (select account_id, last_seen_at from conversation_account where conversation_id = $1),
      posts as (
        select r.account_id, r.duty, r.position from robot_post r, own
        where r.account_id in (select account_id from here)
          and (own.posts and r.conversation_id = $1 or not own.posts and r.conversation_id is null))
     select a.id as account_id, a.name as account_name, a.channel, p.duty, coalesce(p.position, 0) as position, a.state,
       a.paused_at is not null as paused, a.rest_until, a.commands_per_day,
       (select count(*)::int from robot_command_queue c where c.account_id = a.id and c.sent_from >= $2
          and c.status in ('sending', 'accepted', 'timeout', 'completed')) as sent_today
     from here h join channel_account a on a.id = h.account_id left join posts p on p.account_id = a.id
     order by p.position nulls last, (a.state = 'online') desc, h.last_seen_at desc, a.id`,
    [conversation, dayToInstant(localDay(at))],
  );
  return rows.map((row) => ({
    ...withDates(row, 'rest_until'),
    commands_per_day: narrower(row.commands_per_day, scope.channels?.get(row.channel)?.limits.commands_per_day ?? null),
  }));
}
