import { query, queryOne } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { askAccounts } from '../../messaging/accounts/ask-states.ts';
import { changeInstance } from './change-instance.ts';
import { followTemplates } from './follow-template.ts';
import { OPEN } from './instance-row.ts';
import { cancel } from './leave-step.ts';
import { nextDue } from './run-due.ts';
import type { SopEngine } from './sop-engine.ts';
import { wakeSop } from './wake-sop.ts';

/** Instances that one look ends; the next look takes the rest. */
const MOST = 500;

/** Ends what is open for longer than its template allows, holds what its template holds, and wakes what nobody woke. */
export async function watchSopNow(engine: SopEngine, signal: AbortSignal): Promise<void> {
  await endExpired(engine);
  await followTemplates(engine.scope);
  await noteSettled(engine);
  await askHeldAccounts(engine, signal);
  const scope = engine.scope();
  const next = await nextDue(scope);
  if (next) await wakeSop(scope, next);
}

async function endExpired(engine: SopEngine): Promise<void> {
  const rows = await query<{ id: string }>(
    engine.scope().em,
    `select id from sop_instances where status in ${OPEN} and expires_at <= $1 order by expires_at limit ${MOST}`,
    [engine.scope().clock.now()],
  );
  for (const { id } of rows)
    await changeInstance(engine.scope(), engine.plans, id, (carried, { clock }) => {
      const now = clock.now();
      const open = ['pending', 'executing', 'paused'].includes(carried.row.status);
      if (open && carried.row.expires_at <= now)
        cancel(carried, { now }, { outcome: 'timed_out', reason: '超过了流程的最长时间' });
    });
}

/** A message that came to its end while nobody heard of it. */
async function noteSettled(engine: SopEngine): Promise<void> {
  const scope = engine.scope();
  await queryOne(
    scope.em,
    `update sop_instances i set due_at = $1 from robot_command_queue c where c.id = i.waits_on and i.waits_for = 'command'
       and i.due_at is null and i.status = 'executing' and c.status in ('completed', 'failed', 'refused', 'cancelled')`,
    [scope.clock.now()],
  );
}

/** Held sequences queue nothing, so nobody else would ask whether their account is back; some vendors never tell. */
async function askHeldAccounts(engine: SopEngine, signal: AbortSignal): Promise<void> {
  const held = await query<{ id: string; channel: Channel }>(
    engine.scope().em,
    `select a.id, a.channel from channel_account a where a.state = 'offline' and a.paused_at is null and exists (
       select 1 from sop_instances i where i.account_id = a.id and i.status = 'paused' and i.pause_reason = 'account_offline')
     order by a.state_at nulls first limit 20`,
  );
  await askAccounts(engine.scope, held, signal);
}
