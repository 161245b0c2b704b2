import { query } from '../../../db/query.ts';
import { ALERT_CAUSES } from '../../../kernel/contracts/alerts.ts';
import type { AlertRules } from '../../../kernel/contracts/policies.ts';
import { cancelAlert } from '../lifecycle/cancel-alert.ts';
import type { AlertScope } from '../lifecycle/alert-row.ts';
import { CANCEL_WORDS } from '../words.ts';
import { ANSWERED } from './answered-sql.ts';

/** How many one run takes; the rest waits a minute. */
const AT_ONCE = 500;

/** Ends alerts whose message was answered, where the rules say that an answer ends them. */
export async function endAnswered(scope: AlertScope, rules: AlertRules, signal: AbortSignal): Promise<number> {
  const causes = ALERT_CAUSES.filter((cause) => rules.causes[cause].cancelled_by.includes('answered'));
  if (causes.length === 0) return 0;
  const rows = await query<{ id: string }>(
    scope.em,
    `select a.id from alert a join channel_message m on m.id = a.message_id
     where a.status in ('open', 'acknowledged') and a.cause = any ($1::text[]) and ${ANSWERED}
     order by a.opened_at limit ${AT_ONCE}`,
    [causes],
  );
  let ended = 0;
  for (const { id } of rows) {
    signal.throwIfAborted();
    if (await cancelAlert(scope, { id, reason: CANCEL_WORDS.answered })) ended += 1;
  }
  return ended;
}
