import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import { minuteToInstant } from '../../../kernel/time-phrases/local-day.ts';
import { moveWorkdays } from '../../../kernel/time-phrases/workdays.ts';
import type { IssueRow, OrderRow, PlanRow, TaskRow } from './delivery-rows.ts';
import type { Era } from './era.ts';
import type { UserRow } from './demo-rows.ts';

/** The tasks of the template the CRM begins with: working days after the first day, and how long each takes. */
const TASKS = [
  ['合同归档、开票信息确认', 0, 1],
  ['项目启动会', 1, 2],
  ['需求与实施方案确认', 3, 5],
  ['部署与配置', 8, 7],
  ['培训与试运行', 15, 5],
  ['客户验收', 20, 5],
] as const;
const TEMPLATE = '标准交付';

const ISSUES = [
  ['对方服务器的端口没有开放，联调停了', '已请客户信息部处理，等回复。', 'high'],
  ['培训名单还没有给，时间定不下来', '每周催一次。', 'medium'],
  ['现场少一台扫码枪', '仓库已补发，路上。', 'low'],
  ['历史数据格式不一致，导入要清洗', '和客户约好先导近两年的。', 'medium'],
] as const;

/** How what was ordered is being delivered. */
export interface Deliveries {
  readonly plans: readonly PlanRow[];
  readonly tasks: readonly TaskRow[];
  readonly issues: readonly IssueRow[];
}

/**
 * A plan for each order that is being delivered. Most tasks whose day has passed are done; of the first order of the
 * person one logs in as, one is late.
 */
export function makeDeliveries(
  era: Era,
  orders: readonly OrderRow[],
  people: { readonly shown: string | undefined; readonly success: UserRow },
): Deliveries {
  const { dice } = era;
  const running = orders.filter(({ status }) => status === 'delivering');
  const late = running.find((order) => order.owner_id === people.shown) ?? running[0];
  const plans: PlanRow[] = [];
  const tasks: TaskRow[] = [];
  for (const order of running) {
    const plan = planOf(era, order);
    plans.push(plan);
    tasks.push(...tasksOf(era, order, plan, people.success.id, order === late));
  }
  const issues = running.slice(0, ISSUES.length).map((order, index): IssueRow => {
    const [title, detail, severity] = ISSUES[index] ?? ISSUES[0];
    const at = minuteToInstant(`${addDays(era.time.today, -dice.int(2, 6))}T10:30`);
    const opened = at < order.created_at ? order.created_at : at;
    return {
      id: dice.id(opened),
      customer_id: order.customer_id,
      order_id: order.id,
      title,
      detail,
      severity,
      status: index % 2 === 0 ? 'open' : 'doing',
      owner_id: people.success.id,
      due_on: addDays(era.time.today, dice.int(-1, 5)),
      created_at: opened,
      updated_at: opened,
    };
  });
  return { plans, tasks, issues };
}

function planOf({ dice }: Era, order: OrderRow): PlanRow {
  return {
    id: dice.id(order.created_at),
    order_id: order.id,
    template_name: TEMPLATE,
    starts_on: moveWorkdays(order.ordered_on, 1),
    status: 'active',
    created_at: order.created_at,
    updated_at: order.created_at,
  };
}

function tasksOf({ dice, time }: Era, order: OrderRow, plan: PlanRow, success: string, late: boolean): TaskRow[] {
  const rows = TASKS.map(([name, after, takes], index): TaskRow => {
    const startsOn = moveWorkdays(plan.starts_on, after);
    const dueOn = moveWorkdays(startsOn, takes);
    const over = dueOn < time.today;
    const at = over ? minuteToInstant(`${dueOn}T17:00`) : order.created_at;
    return {
      id: dice.id(order.created_at),
      plan_id: plan.id,
      position: index + 1,
      name,
      owner_id: index === 0 ? order.owner_id : success,
      starts_on: startsOn,
      due_on: dueOn,
      status: over ? 'done' : startsOn <= time.today ? 'doing' : 'todo',
      done_on: over ? dueOn : null,
      created_at: order.created_at,
      updated_at: at,
    };
  });
  const last = late ? rows.filter(({ status }) => status === 'done').at(-1) : undefined;
  return rows.map((row) =>
    row === last ? { ...row, status: 'doing', done_on: null, updated_at: row.created_at } : row,
  );
}
