import { queryOne } from '../../../db/query.ts';
import type { NodeCause } from '../../../kernel/contracts/routing.ts';
import { inTransaction } from '../../in-transaction.ts';
import { carryOut } from '../effects/carry-out.ts';
import type { EffectScope } from '../effects/effect.ts';
import type { FlowState } from '../flow-state.ts';
import { LEASE_MS, type FlowEngine } from './flow-engine.ts';
import type { ThoughtStep } from './flow-steps.ts';
import type { InstanceRow } from './instance-row.ts';
import { lockWaitKey, wasMissed } from './wait-keys.ts';
import { wakeLater } from './run-later.ts';
import { jsonOf, writeLogs, type LogLine } from './write-log.ts';

/** In milliseconds. */
const SHORTEST_WAIT_MS = 1000;

/** A step that was thought through and stands nowhere yet but in this process. */
export interface PendingStep extends ThoughtStep {
  /** Its number in the instance, from 1. */
  readonly seq: number;
  readonly cause: NodeCause;
  /** When the flow came to the node. */
  readonly since: Date;
  /** When it was decided. */
  readonly at: Date;
  /** What the instance knows after it. */
  readonly state: FlowState;
}

/** What became of an instance by its steps: `lost` when it was not ours any more and nothing was written. */
export type Committed =
  { readonly kind: 'lost' | 'waits' | 'woken' | 'ended' } | { readonly kind: 'moved'; readonly since: Date };

/**
 * Carries decisions out, one after the other: their effects, their lines of the log and where the instance stands after the
 * last, in one transaction fenced by the token. A crash before it repeats all of them, a crash after it none.
 *
 * @param steps at least one; only the last one may wait or end
 * @param snapshot of the database, from before the last node looked: what happened since and would have woken it is not missed;
 *   null where it does not wait
 * @throws what an effect throws; then nothing of any step was written
 */
export async function commitSteps(
  engine: FlowEngine,
  held: InstanceRow,
  steps: readonly PendingStep[],
  snapshot: string | null,
): Promise<Committed> {
  return await inTransaction(engine.scope(), async (tx) => {
    const committed = await standAnew(tx, held, steps, snapshot);
    if (committed.kind === 'lost') return committed;
    for (const { planned, decision, seq } of steps)
      for (const [place, effect] of (decision.effects ?? []).entries()) {
        const key = `${held.id}:${planned.node.id}:${seq}:${place}`;
        await carryOut(tx, effect, { instanceId: held.id, nodeId: planned.node.id, key }, engine.effects);
      }
    await writeLogs(
      tx,
      steps.map((step) => lineOf(held, step)),
    );
    for (const step of steps) tellStep(tx, held, step, step === steps.at(-1) ? committed.kind : 'moved');
    return committed;
  });
}

function lineOf({ id }: InstanceRow, step: PendingStep): LogLine {
  const { seq, cause, decision, durationMs, at } = step;
  const { way = null, reason } = decision;
  return {
    instanceId: id,
    seq,
    node: step.planned.node,
    cause,
    way,
    reason,
    input: step.facts,
    decision,
    durationMs,
    at,
  };
}

/** Where the instance stands after its last step; the token and the status of the row say whether it is still ours. */
async function standAnew(
  tx: EffectScope,
  held: InstanceRow,
  steps: readonly PendingStep[],
  snapshot: string | null,
): Promise<Committed> {
  const now = tx.clock.now();
  const last = steps.at(-1)!;
  const lease = new Date(now.getTime() + LEASE_MS);
  const stand = async (where: Where): Promise<boolean> => await write(tx, held, steps.length, last.state, where);
  const { wait } = last.decision;
  if (!wait) {
    const { next } = last;
    const ours =
      next === null
        ? await stand({ status: 'finished', node: null, since: last.since, ended: now })
        : await stand({ status: 'running', node: next, since: now, cause: 'arrived', lease });
    if (!ours) return { kind: 'lost' };
    return next === null ? { kind: 'ended' } : { kind: 'moved', since: now };
  }
  const { on } = wait;
  // A node that waits for a moment that is past would run round and round.
  const until = new Date(Math.max(wait.until.getTime(), now.getTime() + SHORTEST_WAIT_MS));
  if (on) await lockWaitKey(tx, on);
  const woken = on !== undefined && snapshot !== null && (await wasMissed(tx, on, snapshot));
  const place = { node: last.planned.node.id, since: last.since, cause: 'signalled' } as const;
  const ours = woken
    ? await stand({ status: 'running', ...place, lease })
    : await stand({ status: 'waiting', ...place, until, on: on ?? null });
  if (!ours) return { kind: 'lost' };
  if (woken) return { kind: 'woken' };
  await wakeLater(tx, held, until);
  return { kind: 'waits' };
}

interface Where {
  readonly status: 'running' | 'waiting' | 'finished';
  readonly node: string | null;
  readonly since: Date;
  readonly cause?: NodeCause;
  readonly lease?: Date;
  readonly until?: Date;
  readonly on?: string | null;
  readonly ended?: Date;
}

/** @returns false when somebody else carries it meanwhile, it was cancelled, or it is gone */
async function write(
  tx: EffectScope,
  held: Pick<InstanceRow, 'id' | 'token'>,
  steps: number,
  state: FlowState,
  where: Where,
): Promise<boolean> {
  const row = await queryOne(
    tx.em,
    `update flow_instances set state = $3, steps = steps + $4, attempts = 0, status = $5, node_id = $6, node_since = $7,
       cause = coalesce($8, cause), lease_until = $9, wake_at = $10, wait_on = $11, ended_at = $12
     where id = $1 and token = $2 and status = 'running' returning id`,
    [
      held.id,
      held.token,
      jsonOf(state),
      steps,
      where.status,
      where.node,
      where.since,
      where.cause ?? null,
      where.lease ?? null,
      where.until ?? null,
      where.on ?? null,
      where.ended ?? null,
    ],
  );
  return row !== undefined;
}

function tellStep(tx: EffectScope, row: InstanceRow, step: PendingStep, kind: Committed['kind']): void {
  const status = kind === 'ended' ? 'finished' : kind === 'waits' ? 'waiting' : 'running';
  tx.events.publish('routing.step', {
    instanceId: row.id,
    conversationId: row.conversation_id,
    nodeId: step.planned.node.id,
    nodeType: step.planned.node.type,
    way: step.decision.way ?? null,
    status,
    durationMs: step.durationMs,
  });
  if (status !== 'running')
    tx.events.publish('routing.instance_changed', { id: row.id, conversationId: row.conversation_id, status });
}

/** What the database shows now; whatever commits later is not in it. */
export async function takeSnapshot(scope: Pick<EffectScope, 'em'>): Promise<string> {
  const row = await queryOne<{ snapshot: string }>(scope.em, 'select pg_current_snapshot()::text as snapshot');
  return row!.snapshot;
}
