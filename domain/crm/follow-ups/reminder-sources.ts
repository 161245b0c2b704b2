import type { ReminderKind } from '../../../kernel/contracts/reminders.ts';
import { formatMoney } from '../../../kernel/format/money.ts';
import { WAITING_SOURCES } from '../delivery/overdue-sources.ts';

/** One thing to tell one person. `cause` is the same as long as there is nothing new to tell. */
export interface ReminderRow {
  readonly user_id: string;
  readonly cause: string;
  readonly entity_id: string;
  readonly title: string;
  readonly customer_name: string;
  readonly due_on: string;
  /** Days until the day; below zero it has passed. */
  readonly days: number;
  readonly amount: number | null;
}

interface ReminderSource {
  readonly kind: ReminderKind;
  readonly entity: string;
  /** SQL of `ReminderRow`s: `$1` is today, `$2` the days before a contract's end, `$3` the days before a milestone. */
  readonly from: string;
  readonly sentence: (row: ReminderRow) => string;
}

const WAITING = `(kind, id, title, customer_id, owner_id, r_owner_id, r_team_id, due_on, amount, order_id)`;

const dueBetween = (kind: keyof typeof WAITING_SOURCES, condition: string): string =>
  `select w.owner_id as user_id, w.id || ' ' || w.due_on as cause, w.id as entity_id, w.title, c.name as customer_name,
     w.due_on::text as due_on, w.due_on - $1::date as days, w.amount::float8 as amount
   from (select * from (${WAITING_SOURCES[kind]}) as x ${WAITING}) w join customer c on c.id = w.customer_id
   where w.owner_id is not null and ${condition}`;

const still = (row: ReminderRow): string => (row.amount === null ? '' : `，待收 ${formatMoney(row.amount)}`);

/** What people are told of the delivery side, each thing once. */
export const REMINDER_SOURCES: readonly ReminderSource[] = [
  {
    kind: 'task_overdue',
    entity: 'delivery_task',
    from: dueBetween('task', 'w.due_on < $1::date'),
    sentence: (row) => `${row.customer_name}的交付任务“${row.title}”已经逾期（应在 ${row.due_on} 完成）`,
  },
  {
    kind: 'issue_overdue',
    entity: 'delivery_issue',
    from: dueBetween('issue', 'w.due_on < $1::date'),
    sentence: (row) => `${row.customer_name}的交付问题“${row.title}”过了期限（${row.due_on}）还没有解决`,
  },
  {
    kind: 'milestone_overdue',
    entity: 'contract_milestone',
    from: dueBetween('milestone', 'w.due_on < $1::date'),
    sentence: (row) => `${row.customer_name}的合同节点“${row.title}”已过 ${row.due_on}${still(row)}`,
  },
  {
    kind: 'milestone_due',
    entity: 'contract_milestone',
    from: dueBetween('milestone', 'w.due_on between $1::date and $1::date + $3::int'),
    sentence: (row) =>
      `${row.customer_name}的合同节点“${row.title}”${row.days === 0 ? '今天' : `还有 ${row.days} 天`}到期${still(row)}`,
  },
  {
    kind: 'contract_renewal',
    entity: 'contract',
    // The nearest of the agreed days tells; the renewal day tells as a day of its own.
    from: `select k.owner_id as user_id, k.id || ' ' || k.ends_on || ' ' || n.day as cause, k.id as entity_id, k.name as title,
        c.name as customer_name, k.ends_on::text as due_on, k.ends_on - $1::date as days, k.amount::float8 as amount
      from contract k join customer c on c.id = k.customer_id cross join lateral (
        select min(d)::text as day from unnest($2::int[]) d where k.ends_on - $1::date <= d
        union all select 'renewal' where k.renewal_on <= $1::date
      ) n
      where k.status = 'active' and k.owner_id is not null and n.day is not null
        and k.ends_on >= $1::date and (k.ends_on <= $1::date + (select max(d) from unnest($2::int[]) d) or k.renewal_on <= $1::date)`,
    sentence: (row) =>
      `${row.customer_name}的合同“${row.title}”${row.days === 0 ? '今天到期' : `${row.days} 天后到期`}（${row.due_on}），该谈续签了`,
  },
];
