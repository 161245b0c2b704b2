import { query, queryOne, withDates } from '../../../db/query.ts';
import type { AccountState, ConversationKind, SendPolicyView } from '../../../kernel/contracts/messaging.ts';
import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { readAskedWhetherHuman } from '../policy/asked-whether-human.ts';
import { readPolicy } from '../policy/read-policy.ts';
import type { SendFacts } from '../policy/rule.ts';
import { NEARLY_SAME_BITS } from '../text-print.ts';
import type { CommandRow } from './command-row.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of these, something left or may have left. */
const LEFT = `('sending', 'accepted', 'timeout', 'completed')`;

type FactsScope = Pick<ChannelScope, 'em' | 'clock' | 'channels'>;

/** Reads what the sending policy looks at for one command, by now. The command itself does not count in the numbers. */
export async function readSendFacts(scope: FactsScope, row: CommandRow): Promise<SendFacts> {
  const now = scope.clock.now();
  const port = channelOf(scope, row.channel);
  const [policy, account] = [await readPolicy(scope), await readAccount(scope, row, now)];
  return {
    now,
    policy,
    limits: port.limits,
    carries: port.carries,
    account,
    conversation: row.conversation_id ? await readConversation(scope, row, policy, now) : null,
    same_text_last_hour: await countSameText(scope, row, now),
    vendor_calls_last_minute: port.limits.calls_per_minute === null ? 0 : await countCalls(scope, row, now),
    command: {
      outbound: row.command,
      source: row.source,
      proactive: row.proactive,
      beside_staff: row.beside_staff,
      speech: row.speech,
      approved: row.approved,
      expires_at: row.expires_at,
    },
  };
}

async function readAccount(scope: FactsScope, row: CommandRow, now: Date): Promise<SendFacts['account']> {
  const account = await queryOne<{
    state: AccountState;
    paused: boolean;
    rest_until: Date | null;
    commands_per_day: number | null;
    sent_today: number;
  }>(
    scope.em,
    `select a.state, a.paused_at is not null as paused, a.rest_until, a.commands_per_day,
       (select count(*)::int from robot_command_queue c
        where c.account_id = a.id and c.sent_from >= $2 and c.status in ${LEFT} and c.id <> $3) as sent_today
     from channel_account a where a.id = $1`,
    [row.account_id, dayToInstant(localDay(now)), row.id],
  );
  return withDates(account!, 'rest_until');
}

async function readConversation(
  scope: FactsScope,
  row: CommandRow,
  policy: SendPolicyView,
  now: Date,
): Promise<SendFacts['conversation']> {
  const found = await queryOne<{
    kind: ConversationKind;
    silent_until: Date | null;
    last_inbound_at: Date | null;
    disturb_reason: string | null;
    proactive_last_hour: number;
    proactive_today: number;
    replies_last_minute: number;
  }>(
    scope.em,
    // Everything that reaches the same human being: by the channel's person, or by the contact they are linked to.
    `with me as (select v.*, p.contact_id from channel_conversation v left join channel_person p on p.id = v.person_id where v.id = $1),
      same as (
        select o.id, o.person_id from me, channel_conversation o left join channel_person op on op.id = o.person_id
        where o.id = me.id or o.person_id = me.person_id or op.contact_id = me.contact_id),
      sent as (
        select c.sent_from from robot_command_queue c
        where c.conversation_id in (select id from same) and c.proactive and c.status in ${LEFT} and c.sent_from >= $2 and c.id <> $3)
     select me.kind, me.silent_until, me.last_inbound_at,
       (select d.reason from do_not_disturb d where d.person_id in (select person_id from same)
          and d.lifted_at is null and (d.until is null or d.until > $4) order by d.since desc limit 1) as disturb_reason,
       (select count(*)::int from sent where sent_from >= $5) as proactive_last_hour,
       (select count(*)::int from sent where sent_from >= $6) as proactive_today,
       (select count(*)::int from robot_command_queue c where c.conversation_id = me.id and c.source = 'routing'
          and c.status in ${LEFT} and c.sent_from >= $7 and c.id <> $3) as replies_last_minute
     from me`,
    [
      row.conversation_id,
      new Date(Math.min(now.getTime() - HOUR_MS, dayToInstant(localDay(now)).getTime())),
      row.id,
      now,
      new Date(now.getTime() - HOUR_MS),
      dayToInstant(localDay(now)),
      new Date(now.getTime() - MINUTE_MS),
    ],
  );
  if (!found) return null;
  const asked = row.source === 'routing' && (await readAskedWhetherHuman(scope, row.conversation_id, policy));
  return { ...withDates(found, 'silent_until', 'last_inbound_at'), asked_whether_human: asked };
}

/** How many other conversations got nearly this text from this account within the hour. */
async function countSameText(scope: FactsScope, row: CommandRow, now: Date): Promise<number> {
  if (row.text_print === null) return 0;
  const [found] = await query<{ count: number }>(
    scope.em,
    `select count(distinct c.conversation_id)::int as count from robot_command_queue c
     where c.account_id = $1 and c.sent_from >= $2 and c.status in ${LEFT} and c.text_print is not null
       and c.conversation_id is distinct from $3::uuid
       and bit_count((c.text_print # $4::bigint)::bit(64)) <= ${NEARLY_SAME_BITS}`,
    [row.account_id, new Date(now.getTime() - HOUR_MS), row.conversation_id, row.text_print],
  );
  return found?.count ?? 0;
}

/** Calls that send or ask, of all accounts of the channel. */
async function countCalls(scope: FactsScope, row: CommandRow, now: Date): Promise<number> {
  const [found] = await query<{ count: number }>(
    scope.em,
    `select count(*)::int as count from execution_tracking t join robot_command_queue c on c.id = t.command_id
       join channel_account a on a.id = c.account_id
     where t.event in ('sending', 'looked_up') and t.at > $1 and a.channel = $2`,
    [new Date(now.getTime() - MINUTE_MS), row.channel],
  );
  return found?.count ?? 0;
}
