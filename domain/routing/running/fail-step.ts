import { query } from '../../../db/query.ts';
import type { StepError } from '../../../kernel/contracts/routing.ts';
import { toAppError, type AppError } from '../../../kernel/errors.ts';
import { maskText } from '../../../kernel/mask.ts';
import { inTransaction } from '../../in-transaction.ts';
import { errorNode, type PlannedNode } from '../definitions/flow-plan.ts';
import type { EffectScope } from '../effects/effect.ts';
import { MAX_ATTEMPTS, type FlowEngine } from './flow-engine.ts';
import { lockHeld, type InstanceRow } from './instance-row.ts';
import { wakeLater } from './run-later.ts';
import { writeLog } from './write-log.ts';

/** Before the second try; each further pause is twice as long. */
const FIRST_PAUSE_MS = 2000;

/** What became of an instance whose node failed; `to` is where the way `error` leads. */
export type Failed =
  | { readonly kind: 'lost' | 'later' | 'failed' }
  | { readonly kind: 'moved'; readonly to: string; readonly since: Date };

/**
 * A node failed: what passes by itself is tried again later, five times; then, and at once for anything else, the instance
 * goes on by the way `error` where the flow draws one, else it has failed. Each failure is a line of the log.
 *
 * @param planned undefined: the version itself cannot be run by this build
 */
export async function failStep(
  engine: FlowEngine,
  held: InstanceRow,
  planned: PlannedNode | undefined,
  thrown: unknown,
): Promise<Failed> {
  const error = toAppError(thrown);
  return await inTransaction(engine.scope(), async (tx) => {
    const row = await lockHeld(tx, held);
    if (!row) return { kind: 'lost' } as const;
    const again = error.kind === 'transient' && row.attempts + 1 < MAX_ATTEMPTS;
    const to = again || !planned ? null : errorNode(planned);
    const told = tellError(error, row.attempts + 1);
    await writeLog(tx, {
      instanceId: row.id,
      seq: row.steps + 1,
      node: planned?.node ?? { id: row.node_id ?? '', type: '' },
      cause: row.cause,
      way: to === null ? null : 'error',
      reason: again ? `出错，稍后重试：${error.sentence('zh')}` : `出错：${error.sentence('zh')}`,
      error: told,
      durationMs: 0,
    });
    tellFailure(tx, row, planned, to, again);
    if (again) return await tryLater(tx, row);
    return to === null ? await giveUp(tx, row, told) : await moveOn(tx, row, to);
  });
}

async function tryLater(tx: EffectScope, row: InstanceRow): Promise<Failed> {
  const at = new Date(tx.clock.now().getTime() + FIRST_PAUSE_MS * 2 ** row.attempts);
  await query(
    tx.em,
    `update flow_instances set status = 'waiting', wake_at = $2, wait_on = null, attempts = attempts + 1, steps = steps + 1,
       lease_until = null where id = $1`,
    [row.id, at],
  );
  await wakeLater(tx, row, at);
  return { kind: 'later' };
}

async function giveUp(tx: EffectScope, row: InstanceRow, error: StepError): Promise<Failed> {
  await query(
    tx.em,
    `update flow_instances set status = 'failed', error = $2, attempts = attempts + 1, steps = steps + 1, lease_until = null,
       ended_at = $3 where id = $1`,
    [row.id, `${error.code}: ${error.message}`.slice(0, 300), tx.clock.now()],
  );
  return { kind: 'failed' };
}

async function moveOn(tx: EffectScope, row: InstanceRow, to: string): Promise<Failed> {
  const since = tx.clock.now();
  await query(
    tx.em,
    `update flow_instances set node_id = $2, node_since = $3, cause = 'arrived', attempts = 0, steps = steps + 1 where id = $1`,
    [row.id, to, since],
  );
  return { kind: 'moved', to, since };
}

/** Of a fault of ours also its own words, for whoever mends it. */
function tellError(error: AppError, attempt: number): StepError {
  const { code, kind, cause } = error;
  const words = kind === 'bug' && cause instanceof Error ? `${cause.name}: ${cause.message}` : error.sentence('zh');
  return { code, kind, message: maskText(words).slice(0, 500), attempt };
}

function tellFailure(
  tx: EffectScope,
  row: InstanceRow,
  planned: PlannedNode | undefined,
  to: string | null,
  again: boolean,
): void {
  const status = again ? 'waiting' : to === null ? 'failed' : 'running';
  tx.events.publish('routing.step', {
    instanceId: row.id,
    conversationId: row.conversation_id,
    nodeId: planned?.node.id ?? row.node_id ?? '',
    nodeType: planned?.node.type ?? '',
    way: to === null ? null : 'error',
    status,
    durationMs: 0,
  });
  if (status !== 'running')
    tx.events.publish('routing.instance_changed', { id: row.id, conversationId: row.conversation_id, status });
}
