import { query, queryOne } from '../../../db/query.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { inTransaction } from '../../in-transaction.ts';
import { tellFailure } from '../effects/notify-colleague.ts';
import { carriedOf, type Carried } from './carried.ts';
import { carryInstance, type CarryEnv } from './carry-instance.ts';
import { changeInstance } from './change-instance.ts';
import { claimDue } from './claim-due.ts';
import { databaseHands } from './database-hands.ts';
import { RUNNABLE, type InstanceRow } from './instance-row.ts';
import { fail } from './leave-step.ts';
import { readAround } from './read-around.ts';
import { resumeDue } from './resume-due.ts';
import type { SopEngine, SopScope } from './sop-engine.ts';
import { wakeSop } from './wake-sop.ts';
import { writeCarried } from './write-carried.ts';

/**
 * Carries on everything that is due, batch after batch, until nothing is left or the process is told to stop; then sees to it
 * that somebody comes when the next one falls due.
 * @returns how many instances were carried
 */
export async function runDue(engine: SopEngine, signal: AbortSignal): Promise<number> {
  let carried = 0;
  await resumeDue(engine.scope());
  for (let found = engine.batch; found > 0 && !signal.aborted;) {
    found = await runBatch(engine, engine.batch);
    carried += found;
  }
  if (signal.aborted) await wakeSop(engine.scope(), engine.scope().clock.now());
  else await keepTimer(engine);
  return carried;
}

/** Pause before what another process holds is looked for again, in milliseconds. */
const LOOK_AGAIN_MS = 1000;

/** One batch, one transaction. When it fails as a whole each is carried alone, so that one cannot keep the others. */
async function runBatch(engine: SopEngine, most: number): Promise<number> {
  const claimed: string[] = [];
  try {
    const found = await inTransaction(engine.scope(), async (tx) => await carryBatch(engine, tx, most, claimed));
    engine.fault?.('committed');
    return found;
  } catch (thrown) {
    if (most === 1) {
      if (toAppError(thrown).kind === 'transient') throw thrown;
      engine.logger.warn({ error: thrown }, 'A sequence could not be carried on');
      return await giveUp(engine, claimed[0], thrown);
    }
    engine.logger.warn({ error: thrown }, 'A batch of sequences failed; each is carried alone');
    let carried = 0;
    for (let n = 0; n < most; n += 1) carried += await runBatch(engine, 1);
    return carried;
  }
}

/** @param claimed takes the ids of what was claimed, for whoever hears of a failure */
async function carryBatch(engine: SopEngine, tx: SopScope, most: number, claimed: string[]): Promise<number> {
  await query(tx.em, `select set_config('idle_in_transaction_session_timeout', $1, true)`, [`${engine.longestTurnMs}`]);
  const rows = await claimDue(tx, most);
  if (rows.length === 0) return 0;
  claimed.push(...rows.map(({ id }) => id));
  engine.fault?.('claimed');
  const all = await takeUp(engine, tx, rows);
  engine.fault?.('carried');
  await writeCarried(tx, all);
  engine.fault?.('written');
  return rows.length;
}

/** Carries locked rows as far as they go; those with effects on one account stand together, which keeps locks in one order. */
async function takeUp(engine: SopEngine, tx: SopScope, rows: readonly InstanceRow[]): Promise<Carried[]> {
  const around = await readAround(engine, tx, rows);
  const hands = databaseHands(engine, tx, around);
  const env: CarryEnv = {
    now: tx.clock.now(),
    hands,
    catalogue: around.catalogue,
    onBug: (error, row) => engine.logger.warn({ error, instanceId: row.id, stepId: row.step_id }, 'A step failed'),
  };
  const all: Carried[] = [];
  for (const row of rows.toSorted((a, b) => (a.account_id < b.account_id ? -1 : a.account_id > b.account_id ? 1 : 0))) {
    const plan = around.plans.get(row.template_version_id);
    if (!plan) continue;
    const carried = carriedOf(row, plan, around.facts.get(row.id));
    await carryInstance(carried, env);
    if (carried.row.status === 'failed') await tellFailure(tx, carried);
    all.push(carried);
  }
  return all;
}

/** What fails outside of any step would fail for ever: it is ended with the reason. */
async function giveUp(engine: SopEngine, id: string | undefined, thrown: unknown): Promise<number> {
  if (id === undefined) throw thrown;
  await changeInstance(engine.scope(), engine.plans, id, async (carried, tx) => {
    if (carried.row.status !== 'pending' && carried.row.status !== 'executing') return;
    fail(carried, { now: tx.clock.now() }, toAppError(thrown).sentence('zh'));
    await tellFailure(tx, carried);
  });
  return 1;
}

/** What is due and was not found is in the hands of another process: looked for again in a moment, not without a pause. */
async function keepTimer(engine: SopEngine): Promise<void> {
  const next = await nextDue(engine.scope());
  if (!next) return;
  const now = engine.scope().clock.now();
  await wakeSop(engine.scope(), next > now ? next : new Date(now.getTime() + LOOK_AGAIN_MS));
}

/** When the next instance falls due, or goes on by itself after a pause. */
export async function nextDue(scope: Pick<SopScope, 'em'>): Promise<Date | null> {
  const row = await queryOne<{ at: string | null }>(
    scope.em,
    `select iso(least(
       (select min(due_at) from sop_instances where status in ${RUNNABLE} and due_at is not null),
       (select min(resume_at) from sop_instances where status = 'paused' and resume_at is not null))) as at`,
  );
  return row?.at ? new Date(row.at) : null;
}
