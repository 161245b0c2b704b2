import type { z } from 'zod';
import { Params, query } from '../../../db/query.ts';
import type { CallDigest, CallStatistics, CallStatisticsQuery } from '../../../kernel/contracts/call-statistics.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { CallScope } from '../calls-scope.ts';
import { readTask } from '../tasks/task-view.ts';
import { calledWithin, digestOf } from './digest-of.ts';

/** Tasks compared at once. */
const MOST_TASKS = 50;

/**
 * What a task came to, now or when it ended.
 * @throws AppError `calls.task_not_found`
 */
export async function readDigest(scope: Pick<CallScope, 'em' | 'actor' | 'calls'>, id: string): Promise<CallDigest> {
  await readTask(scope, id);
  return await digestOf(scope, { task_ids: [id] });
}

/** The tasks one sees beside each other, the newest fifty of a time, and all of these together. */
export async function readStatistics(
  scope: Pick<CallScope, 'em' | 'actor' | 'calls'>,
  input: CallStatisticsQuery,
): Promise<z.infer<typeof CallStatistics>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 't', params), 't.started_at is not null'];
  if (input.from) where.push(`t.started_at >= ${params.add(input.from)}`);
  if (input.to) where.push(`t.started_at < ${params.add(input.to)}`);
  if (input.task_id) where.push(`t.id = ${params.add(input.task_id)}`);
  const called = { from: input.called_from, to: input.called_to };
  if (called.from || called.to)
    where.push(`exists (select 1 from leads_task_list r where r.task_id = t.id and ${calledWithin(called, params)})`);
  const tasks = await query<{ id: string; task_name: string }>(
    scope.em,
    `select t.id, t.task_name from call_tasks t where ${where.join(' and ')} order by t.started_at desc limit ${MOST_TASKS}`,
    params.values,
  );
  const all = await digestOf(scope, { task_ids: tasks.map(({ id }) => id), called });
  const each = [];
  for (const { id, task_name } of tasks)
    each.push({ task_id: id, task_name, digest: await digestOf(scope, { task_ids: [id], called }) });
  return { all, tasks: each };
}
