import { Params, query } from '../../../db/query.ts';
import type { CallTaskDetail, CallTaskList, CallTaskView } from '../../../kernel/contracts/call-tasks.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';

const COLUMNS = `t.id, t.task_name, t.task_type, t.control, t.started_at is not null as started, t.job_group_id, t.source, t.owner_id,
  u.name as owner_name, n.total, t.skipped_count as skipped, n.final, n.followed, n.interested, iso(t.created_at) as created_at,
  iso(t.started_at) as started_at, t.version`;
const JOINS = `left join app_user u on u.id = t.owner_id
  cross join lateral (select count(*)::int as total, count(r.call_status)::int as final, count(r.leads_follow_id)::int as followed,
    (count(*) filter (where r.is_interested = 'interested'))::int as interested from leads_task_list r where r.task_id = t.id) n`;

/** The tasks one sees, the newest first. */
export async function listTasks(scope: ReadScope, input: CallTaskList): Promise<Page<CallTaskView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 't', params)];
  if (input.task_type) where.push(`t.task_type = ${params.add(input.task_type)}`);
  if (input.control) where.push(`t.control = ${params.add(input.control)}`);
  if (input.q?.trim()) where.push(`t.task_name ilike '%' || ${params.add(input.q.trim())} || '%'`);
  return await pageOfRows<CallTaskView>(
    scope,
    {
      from: 'call_tasks t',
      alias: 't',
      where,
      orderBy: 't.created_at desc, t.id desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * One task with its plan and the rows that are not called.
 * @throws AppError `calls.task_not_found`
 */
export async function readTask(scope: ReadScope, id: string): Promise<CallTaskDetail> {
  const params = new Params();
  const [task] = await query<CallTaskDetail>(
    scope.em,
    `select ${COLUMNS}, t.about, t.plan, t.require_consent, t.skipped as skipped_rows from call_tasks t ${JOINS}
     where t.id = ${params.add(id)} and ${visibleRows(scope.actor, 't', params)}`,
    params.values,
  );
  if (!task) throw callsError('calls.task_not_found', { details: { id } });
  return task;
}
