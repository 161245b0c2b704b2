import { query } from '../../../db/query.ts';
import { ALERT_CAUSES, isLouder, type AlertCause } from '../../../kernel/contracts/alerts.ts';
import type { AlertLevel } from '../../../kernel/contracts/judgement.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import { ALERT_RULES } from '../rules/alert-rules.ts';
import { matterOf } from '../rules/matters.ts';
import { alertReachedLevel } from '../signals.ts';
import { lockUnsettled, noteStep, type AlertRow, type AlertScope } from './alert-row.ts';
import { raiseAlert } from './raise-alert.ts';

export interface OpenAlert {
  readonly conversation_id: string;
  readonly person_id: string | null;
  readonly cause: AlertCause;
  readonly level: AlertLevel;
  /** One sentence: what happened. */
  readonly message: string;
  readonly reason: string;
  readonly message_id: string | null;
}

export interface OpenedAlert {
  readonly id: string;
  /** An open alert of the same person, conversation and matter was seen again. */
  readonly repeated: boolean;
}

/**
 * Opens an alert, or counts up the one that is open for the same person, conversation and matter, and makes that one
 * louder when this is louder. The same message counts once.
 */
export async function openAlert(outer: AlertScope, input: OpenAlert): Promise<OpenedAlert> {
  return await inTransaction(outer, async (scope) => {
    const place = { ...input, matter: matterOf(input.cause) };
    // Somebody may settle the open one between our insert and our look; then there is room for a new one.
    for (;;) {
      const id = await insert(scope, place);
      if (id) {
        await tellOpened(scope, { ...input, id });
        return { id, repeated: false };
      }
      const row = await lockUnsettled(scope, place);
      if (!row) continue;
      if (!isSameSight(row, input)) await seenAgain(scope, row, input);
      return { id: row.id, repeated: true };
    }
  });
}

async function insert(scope: AlertScope, input: OpenAlert & { readonly matter: string }): Promise<string | undefined> {
  const [row] = await query<{ id: string }>(
    scope.em,
    `insert into alert (id, conversation_id, person_id, cause, matter, level, status, message, reason, message_id, opened_at, last_seen_at)
     values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $10)
     on conflict (conversation_id, person_id, matter) where status in ('open', 'acknowledged') do nothing returning id`,
    [
      newId(),
      input.conversation_id,
      input.person_id,
      input.cause,
      input.matter,
      input.level,
      input.message.slice(0, 300),
      input.reason.slice(0, 300),
      input.message_id,
      scope.clock.now(),
    ],
  );
  return row?.id;
}

async function tellOpened(scope: AlertScope, opened: OpenAlert & { readonly id: string }): Promise<void> {
  const { value: rules } = await readPolicy(scope, ALERT_RULES);
  await noteStep(scope, opened, { ...opened, event: 'opened' }, { shown: rules.notices[opened.level].screen });
  await scope.jobs.tell(scope.em, alertReachedLevel, { alert_id: opened.id, level: opened.level });
}

function isSameSight(row: AlertRow, input: OpenAlert): boolean {
  return input.message_id !== null && row.message_id === input.message_id && row.cause === input.cause;
}

/** Of two causes of one matter the one that comes first in the list of causes. */
function graver(one: AlertCause, other: AlertCause): AlertCause {
  return ALERT_CAUSES.find((cause) => cause === one || cause === other)!;
}

async function seenAgain(scope: AlertScope, row: AlertRow, input: OpenAlert): Promise<void> {
  const louder = isLouder(input.level, row.level);
  await query(
    scope.em,
    `update alert set times = times + 1, last_seen_at = greatest(last_seen_at, $2), message = $3, message_id = $4,
       cause = $5, version = version + 1 where id = $1`,
    [row.id, scope.clock.now(), input.message.slice(0, 300), input.message_id, graver(row.cause, input.cause)],
  );
  const { value: rules } = await readPolicy(scope, ALERT_RULES);
  const { reason, message_id } = input;
  await noteStep(
    scope,
    row,
    { event: 'repeated', level: row.level, reason, message_id },
    { shown: rules.notices[row.level].screen },
  );
  if (louder) await raiseAlert(scope, { id: row.id, level: input.level, reason, message_id });
}
