import { query, queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { PlanView, TaskView } from '../../../kernel/contracts/delivery.ts';
import type { ReadScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { orderError } from '../orders/errors.ts';
import { getOrder } from '../orders/get-order.ts';
import { TASK_JOINS, taskColumns } from './tasks/task-view.ts';

type PlanRow = Omit<PlanView, 'tasks' | 'ends_on' | 'done_tasks' | 'total_tasks' | 'overdue_tasks'>;

/**
 * The delivery plan of an order with its tasks.
 * @throws AppError `crm.order_not_found`, `crm.plan_not_found`
 */
export async function getPlan(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<PlanView> {
  const order = await getOrder(scope, input);
  return await readPlan(scope, order.id, localToday(scope.clock));
}

/**
 * Reads the plan of an order without asking whose it is.
 * @throws AppError `crm.plan_not_found`
 */
export async function readPlan(scope: Pick<ReadScope, 'em'>, orderId: string, today: string): Promise<PlanView> {
  const plan = await queryOne<PlanRow>(
    scope.em,
    `select p.id, p.order_id, r.customer_id, p.template_name, p.starts_on::text as starts_on, p.status, p.version,
       iso(p.created_at) as created_at, iso(p.updated_at) as updated_at
     from delivery_plan p join sales_order r on r.id = p.order_id where p.order_id = $1`,
    [orderId],
  );
  if (!plan) throw orderError('crm.plan_not_found');
  const tasks = await query<TaskView>(
    scope.em,
    `select ${taskColumns('$2')} from delivery_task t ${TASK_JOINS} where t.plan_id = $1 order by t.position, t.due_on, t.id`,
    [plan.id, today],
  );
  const counted = tasks.filter(({ status }) => status !== 'cancelled');
  return {
    ...plan,
    ends_on: counted.reduce<string | null>((last, { due_on }) => (last && last > due_on ? last : due_on), null),
    done_tasks: counted.filter(({ status }) => status === 'done').length,
    total_tasks: counted.length,
    overdue_tasks: tasks.filter(({ overdue }) => overdue).length,
    tasks,
  };
}
