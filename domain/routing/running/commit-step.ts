import { query, queryOne } from '../../../db/query.ts';
import { inTransaction } from '../../in-transaction.ts';
import { carryOut } from '../effects/carry-out.ts';
import type { EffectScope } from '../effects/effect.ts';
import { FlowState } from '../flow-state.ts';
import { LEASE_MS, type FlowEngine } from './flow-engine.ts';
import type { ThoughtStep } from './flow-steps.ts';
import { lockHeld, type InstanceRow } from './instance-row.ts';
import { lockWaitKey, wasMissed } from './wait-keys.ts';
import { wakeLater } from './run-later.ts';
import { jsonOf, writeLog } from './write-log.ts';

/** In milliseconds. */
const SHORTEST_WAIT_MS = 1000;

/** What became of an instance by a step: `lost` when it was not ours any more and nothing was written. */
export type Committed =
  | { readonly kind: 'lost' | 'waits' | 'woken' | 'ended' }
  | { readonly kind: 'moved'; readonly to: string; readonly state: FlowState; readonly since: Date };

/**
 * Carries a decision out: its effects, the line of the log and where the instance stands, in one transaction fenced by the
 * token. A crash before it repeats the step, a crash after it does not.
 *
 * @param snapshot of the database, from before the node looked: what happened since and would have woken it is not missed
 * @throws what an effect throws; then nothing of the step was written
 */
export async function commitStep(
  engine: FlowEngine,
  held: InstanceRow,
  state: FlowState,
  step: ThoughtStep,
  snapshot: string,
): Promise<Committed> {
  return await inTransaction(engine.scope(), async (tx) => {
    const row = await lockHeld(tx, held);
    if (!row) return { kind: 'lost' } as const;
    const { node } = step.planned;
    const seq = row.steps + 1;
    const { decision } = step;
    for (const [place, effect] of (decision.effects ?? []).entries()) {
      const key = `${row.id}:${node.id}:${seq}:${place}`;
      await carryOut(tx, effect, { instanceId: row.id, nodeId: node.id, key }, engine.effects);
    }
    const changed = FlowState.parse({ ...state, ...decision.changes });
    const committed = await standAnew(tx, row, step, changed, snapshot);
    await writeLog(tx, {
      instanceId: row.id,
      seq,
      node,
      cause: row.cause,
      way: decision.way ?? null,
      reason: decision.reason,
      input: step.facts,
      decision,
      durationMs: step.durationMs,
    });
    tellStep(tx, row, step, committed.kind);
    return committed;
  });
}

async function standAnew(
  tx: EffectScope,
  row: InstanceRow,
  { decision, next }: ThoughtStep,
  state: FlowState,
  snapshot: string,
): Promise<Committed> {
  const now = tx.clock.now();
  if (decision.wait) {
    const { on } = decision.wait;
    // A node that waits for a moment that is past would run round and round.
    const until = new Date(Math.max(decision.wait.until.getTime(), now.getTime() + SHORTEST_WAIT_MS));
    if (on) await lockWaitKey(tx, on);
    const woken = on !== undefined && (await wasMissed(tx, on, snapshot));
    await query(
      tx.em,
      `update flow_instances set state = $2, steps = steps + 1, attempts = 0, status = $3, wake_at = $4, wait_on = $5,
         cause = 'signalled', lease_until = case when $3 = 'running' then lease_until end where id = $1`,
      [row.id, jsonOf(state), woken ? 'running' : 'waiting', woken ? null : until, woken ? null : (on ?? null)],
    );
    if (woken) return { kind: 'woken' };
    await wakeLater(tx, row, until);
    return { kind: 'waits' };
  }
  if (next === null) {
    await query(
      tx.em,
      `update flow_instances set state = $2, steps = steps + 1, attempts = 0, status = 'finished', node_id = null, lease_until = null,
         ended_at = $3 where id = $1`,
      [row.id, jsonOf(state), now],
    );
    return { kind: 'ended' };
  }
  await query(
    tx.em,
    `update flow_instances set state = $2, steps = steps + 1, attempts = 0, node_id = $3, node_since = $4, cause = 'arrived',
       lease_until = $5 where id = $1`,
    [row.id, jsonOf(state), next, now, new Date(now.getTime() + LEASE_MS)],
  );
  return { kind: 'moved', to: next, state, since: now };
}

function tellStep(tx: EffectScope, row: InstanceRow, step: ThoughtStep, kind: Committed['kind']): void {
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
