import { queryOne, type Params } from '../../../../db/query.ts';
import type { Actor } from '../../../../kernel/actor.ts';
import type { TaskStatus, TaskView } from '../../../../kernel/contracts/delivery.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { orderError } from '../../orders/errors.ts';
import { visibleOrders } from '../../orders/order-view.ts';
import { TASK_WAITS } from './task-waits.ts';

/** The Chinese word for each state of a task. */
export const TASK_STATUS_WORDS: Readonly<Record<TaskStatus, string>> = {
  todo: '未开始',
  doing: '进行中',
  blocked: '受阻',
  done: '已完成',
  cancelled: '已取消',
};

/** The columns of a `TaskView`, for a task under the alias `t` with `TASK_JOINS`; `today` says what is overdue. */
export function taskColumns(today: string): string {
  return `t.id, t.plan_id, p.order_id, r.code as order_code, r.customer_id, c.name as customer_name, t.name,
    t.starts_on::text as starts_on, t.due_on::text as due_on, t.status, t.done_on::text as done_on,
    (${TASK_WAITS} and t.due_on < ${today}::date) as overdue, t.note, t.owner_id, u.name as owner_name, t.version,
    iso(t.created_at) as created_at, iso(t.updated_at) as updated_at`;
}

/** What decides whether a task is seen. */
export const TASK_PARENTS = 'join delivery_plan p on p.id = t.plan_id join sales_order r on r.id = p.order_id';
export const TASK_JOINS = `${TASK_PARENTS} join customer c on c.id = r.customer_id left join app_user u on u.id = t.owner_id`;

/** A task is seen by whoever does it, and by whoever sees its order. With `TASK_PARENTS`. */
export function visibleTasks(actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>, params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  return `(t.owner_id = ${params.add(actor.userId)} or ${visibleOrders(actor, 'r', params)})`;
}

/**
 * Reads a task without asking whose it is.
 * @throws AppError `crm.task_not_found`
 */
export async function readTask(scope: Pick<ReadScope, 'em'>, id: string, today: string): Promise<TaskView> {
  const row = await queryOne<TaskView>(
    scope.em,
    `select ${taskColumns('$2')} from delivery_task t ${TASK_JOINS} where t.id = $1`,
    [id, today],
  );
  if (!row) throw orderError('crm.task_not_found', { details: { id } });
  return row;
}
