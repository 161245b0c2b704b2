import { Params } from '../../../../db/query.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import type { TaskList, TaskView } from '../../../../kernel/contracts/delivery.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderBy, pageOfRows } from '../../page-of-rows.ts';
import { containsPattern } from '../../words-match.ts';
import { TASK_JOINS, TASK_PARENTS, taskColumns, visibleTasks } from './task-view.ts';
import { TASK_WAITS } from './task-waits.ts';

const SORTS = { due_on: 't.due_on', starts_on: 't.starts_on', name: 't.name', status: 't.status' } as const;

/** What the list may be cut by beyond the wire's query. */
export interface TaskExtras {
  /** Only what still waits. */
  readonly waiting?: boolean;
  /** The team whose order it is. */
  readonly team_id?: string;
}

/**
 * Delivery tasks over all orders, the most urgent first: one's own, and those of orders one sees.
 * @throws AppError `crm.unknown_sort`
 */
export async function listTasks(
  scope: ReadScope & { readonly clock: Clock },
  input: TaskList & TaskExtras,
): Promise<Page<TaskView>> {
  const params = new Params();
  const today = localToday(scope.clock);
  const where = [visibleTasks(scope.actor, params)];
  if (input.q?.trim()) where.push(`lower(t.name) like ${params.add(containsPattern(input.q))}`);
  if (input.owner_id) where.push(`t.owner_id = ${params.add(input.owner_id)}`);
  if (input.customer_id) where.push(`r.customer_id = ${params.add(input.customer_id)}`);
  if (input.status) where.push(`t.status = ${params.add(input.status)}`);
  if (input.due_to) where.push(`t.due_on <= ${params.add(input.due_to)}::date`);
  if (input.waiting) where.push(TASK_WAITS);
  if (input.team_id) where.push(`r.team_id = ${params.add(input.team_id)}`);
  if (input.overdue !== undefined)
    where.push(`${input.overdue ? '' : 'not '}(${TASK_WAITS} and t.due_on < ${params.add(today)}::date)`);
  return await pageOfRows<TaskView>(
    scope,
    {
      from: 'delivery_task t',
      alias: 't',
      filterJoins: TASK_PARENTS,
      where,
      orderBy: orderBy(input.sort, SORTS, 't', 'due_on'),
      // A day of this house's own calendar: the count of the list knows no parameter of the columns.
      columns: taskColumns(`'${today}'`),
      joins: TASK_JOINS,
      params,
    },
    input,
  );
}
