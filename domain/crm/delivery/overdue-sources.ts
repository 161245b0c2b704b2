import type { OverdueKind } from '../../../kernel/contracts/delivery.ts';
import { ISSUE_WAITS } from './issues/issue-view.ts';
import { TASK_PARENTS } from './tasks/task-view.ts';
import { TASK_WAITS } from './tasks/task-waits.ts';

/**
 * SQL of everything of the delivery side that has a day and still waits: kind, id, title, customer, who looks after it
 * (`owner_id`), the order or contract it belongs to (`r_owner_id`, `r_team_id`), the day, what is to be paid, and the order.
 */
export const WAITING_SOURCES: Readonly<Record<OverdueKind, string>> = {
  task: `select 'task' as kind, t.id, t.name as title, r.customer_id, coalesce(t.owner_id, r.owner_id) as owner_id,
      r.owner_id as r_owner_id, r.team_id as r_team_id, t.due_on, null::numeric as amount, r.id as order_id
    from delivery_task t ${TASK_PARENTS} where ${TASK_WAITS}`,
  milestone: `select 'milestone', m.id, k.name || ' · ' || m.name, k.customer_id, k.owner_id, k.owner_id, k.team_id, m.due_on,
      case when m.kind = 'payment' then m.amount - m.paid_amount end, k.order_id
    from contract_milestone m join contract k on k.id = m.contract_id
    where m.done_on is null and k.status not in ('draft', 'terminated')`,
  issue: `select 'issue', i.id, i.title, i.customer_id, coalesce(i.owner_id, r.owner_id, k.owner_id), coalesce(r.owner_id, k.owner_id),
      coalesce(r.team_id, k.team_id), i.due_on, null::numeric, coalesce(i.order_id, k.order_id)
    from delivery_issue i left join sales_order r on r.id = i.order_id left join contract k on k.id = i.contract_id
    where ${ISSUE_WAITS}`,
};
