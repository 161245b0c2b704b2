import { query, queryOne } from '../../../db/query.ts';
import type { SopTarget, SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { readActiveTemplate } from './read-active-template.ts';
import { resolveTargets } from './resolve-targets.ts';
import { startInstances } from './start-instances.ts';

/** Contacts that one transaction starts. */
const PAGE = 200;
const NOT_FOUND = '没有找到这位联系人，或者没有账号能联系到他';

interface BatchRow {
  readonly id: string;
  readonly template_id: string;
  readonly variables: SopVariables;
  readonly priority: 'high' | 'normal' | 'low' | null;
  readonly total: number;
  readonly created_by: string | null;
}

/**
 * Starts what is left of a batch, page by page; each page writes its instances, its rows and the progress together, so that a
 * crash repeats nothing. Who might be reached was settled when the batch was made.
 */
export async function runBatchRows(scope: () => SopScope, id: string, signal: AbortSignal): Promise<void> {
  for (let more = true; more && !signal.aborted;)
    more = await inTransaction(scope(), async (tx) => await runPage(tx, id));
  if (signal.aborted) signal.throwIfAborted();
}

async function runPage(tx: SopScope, id: string): Promise<boolean> {
  const batch = await queryOne<BatchRow>(
    tx.em,
    `select id, template_id, variables, priority, total, created_by_id as created_by from sop_batches
     where id = $1 and status = 'running' for update`,
    [id],
  );
  if (!batch) return false;
  const rows = await query<{ place: number; target: SopTarget }>(
    tx.em,
    'select place, target from sop_batch_rows where batch_id = $1 and not done order by place limit $2',
    [id, PAGE],
  );
  const outcomes = rows.length > 0 ? await startPage(tx, batch, rows) : [];
  await query(
    tx.em,
    `update sop_batch_rows r set done = true, instance_id = x.instance_id, reason = x.reason
     from jsonb_to_recordset($2::jsonb) as x(place int, instance_id uuid, reason text) where r.batch_id = $1 and r.place = x.place`,
    [id, JSON.stringify(outcomes)],
  );
  const over = rows.length < PAGE;
  const [now] = await query<{ done: number; total: number; status: string }>(
    tx.em,
    `update sop_batches set done = done + $2, started = started + $3, status = case when $4 then 'done' else status end,
       ended_at = case when $4 then $5::timestamptz end where id = $1 returning done, total, status`,
    [id, rows.length, outcomes.filter(({ instance_id }) => instance_id !== null).length, over, tx.clock.now()],
  );
  tx.events.publish('sop.batch_progress', { id, ...now! });
  return !over;
}

interface Outcome {
  readonly place: number;
  readonly instance_id: string | null;
  readonly reason: string | null;
}

async function startPage(
  tx: SopScope,
  batch: BatchRow,
  rows: readonly { readonly place: number; readonly target: SopTarget }[],
): Promise<Outcome[]> {
  const template = await readActiveTemplate(tx, batch.template_id);
  if (!template) return rows.map(({ place }) => ({ place, instance_id: null, reason: '模板已不是启用状态' }));
  const targets = await resolveTargets(
    tx,
    rows.map(({ target }) => target),
  );
  const found = rows.flatMap(({ place }, at) => (targets[at] ? [{ place, target: targets[at] }] : []));
  const started = await startInstances(tx, {
    template,
    targets: found.map(({ target }) => target),
    trigger_type: 'manual',
    variables: batch.variables,
    created_by: batch.created_by,
    batch_id: batch.id,
    ...(batch.priority === null ? {} : { priority: batch.priority }),
  });
  const byPlace = new Map(found.map(({ place }, at) => [place, started[at]!]));
  return rows.map(({ place }) => {
    const one = byPlace.get(place);
    return { place, instance_id: one?.id ?? null, reason: one ? one.reason : NOT_FOUND };
  });
}
