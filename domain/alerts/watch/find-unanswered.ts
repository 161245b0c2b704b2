import { query } from '../../../db/query.ts';
import type { AlertCause } from '../../../kernel/contracts/alerts.ts';
import type { Intent } from '../../../kernel/contracts/judgement.ts';
import type { AlertRules } from '../../../kernel/contracts/policies.ts';
import type { AlertScope } from '../lifecycle/alert-row.ts';
import { openAlert } from '../lifecycle/open-alert.ts';
import { levelOf } from '../rules/judge-message.ts';
import { alertsOfDay, unsettledAlerts } from '../unsettled-alerts.ts';
import { ANSWERED } from './answered-sql.ts';

const AT_ONCE = 500;
const MINUTE_MS = 60_000;
/** What is older is no matter of minutes any more: whoever had an alert still has it. */
const LOOK_BACK_MS = 2 * 86_400_000;

/** Whether a message of an intent waits for an answer. */
const WAITS: Readonly<Record<Intent, boolean>> = {
  question: true,
  help: true,
  complaint: true,
  urgent: true,
  real_name: true,
  scan_login: true,
  bind_phone: true,
  purchase: true,
  withdraw_complaint: true,
  other: false,
  thanks: false,
  greeting: false,
  chat: false,
  spam: false,
};

interface Waiting {
  readonly message_id: string;
  readonly conversation_id: string;
  readonly person_id: string | null;
  readonly person_name: string | null;
  readonly minutes: number;
}

/**
 * SQL: whether a command `c` is an answer that will come by itself. One that was put off, tried in vain or left to a person
 * is none: the robot may be offline for hours, and nobody would hear of the customer.
 */
const ON_ITS_WAY = `c.speech = 'reply' and not c.proactive and c.needs_person_at is null
  and (c.status in ('sending', 'accepted', 'timeout') or c.status = 'waiting' and c.notes = '[]' and c.reason is null)`;

/** Opens an alert for everybody who asked something and was not answered in time; a second time makes it louder. */
export async function findUnanswered(scope: AlertScope, rules: AlertRules, signal: AbortSignal): Promise<number> {
  let opened = 0;
  for (const cause of ['unanswered_long', 'unanswered'] as const)
    for (const row of await waiting(scope, rules, cause)) {
      signal.throwIfAborted();
      await openFor(scope, rules, cause, row);
      opened += 1;
    }
  return opened;
}

/**
 * Of each person the oldest message nobody answered, where no answer is on its way either, and for which no alert as loud
 * is open or was settled since.
 */
async function waiting(scope: AlertScope, rules: AlertRules, cause: AlertCause): Promise<Waiting[]> {
  const { first_minutes: first, second_minutes: second } = rules.unanswered;
  const now = scope.clock.now().getTime();
  const intents = Object.entries(WAITS).flatMap(([intent, waits]) => (waits ? [intent] : []));
  return await query<Waiting>(
    scope.em,
    `select * from (
       select distinct on (m.conversation_id, m.person_id) m.id as message_id, m.conversation_id, m.person_id, p.name as person_name,
         floor(extract(epoch from $1::timestamptz - m.sent_at) / 60)::int as minutes
       from message_judgement j join channel_message m on m.id = j.message_id
         join channel_conversation v on v.id = m.conversation_id left join channel_person p on p.id = m.person_id
       where j.sent_at > $2 and j.sent_at <= $3 and j.intent = any ($4::text[]) and m.direction = 'in' and m.recalled_at is null
         and v.internal is not true
         and not exists (select 1 from group_member g where g.conversation_id = m.conversation_id and g.person_id = m.person_id
           and g.role <> 'user')
         and not ${ANSWERED}
         and not exists (select 1 from robot_command_queue c where c.conversation_id = m.conversation_id
           and c.created_at >= m.received_at and ${ON_ITS_WAY})
       order by m.conversation_id, m.person_id, m.sent_at, m.id
     ) w where not exists (
       select 1 from alert a join channel_message n on n.id = w.message_id
       where a.conversation_id = w.conversation_id and a.person_id is not distinct from w.person_id and a.matter = 'unanswered'
         and ((a.status in ('open', 'acknowledged') and a.cause in ('unanswered_long', $5))
           or (a.status in ('resolved', 'cancelled') and a.settled_at > n.sent_at)))
     limit ${AT_ONCE}`,
    [
      new Date(now),
      new Date(now - LOOK_BACK_MS),
      new Date(now - (cause === 'unanswered_long' ? second : first) * MINUTE_MS),
      intents,
      cause,
    ],
  );
}

async function openFor(scope: AlertScope, rules: AlertRules, cause: AlertCause, row: Waiting): Promise<void> {
  const facts = {
    unsettled: await unsettledAlerts(scope, row),
    opened_today: await alertsOfDay(scope, row.person_id, scope.clock.now()),
  };
  const { level, reason } = levelOf(rules, cause, facts);
  await openAlert(scope, {
    conversation_id: row.conversation_id,
    person_id: row.person_id,
    cause,
    level,
    message: `${row.person_name ?? '有人'}的消息 ${row.minutes} 分钟没人回复`,
    reason,
    message_id: row.message_id,
  });
}
