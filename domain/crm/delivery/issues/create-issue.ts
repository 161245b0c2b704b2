import { Contract } from '../../../../db/entities/crm/contract.entity.ts';
import { DeliveryIssue } from '../../../../db/entities/crm/delivery-issue.entity.ts';
import { SalesOrder } from '../../../../db/entities/crm/sales-order.entity.ts';
import type { CreateIssue, IssueView } from '../../../../kernel/contracts/delivery.ts';
import { newId } from '../../../../kernel/ids.ts';
import { moveWorkdays } from '../../../../kernel/time-phrases/workdays.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { appendTimeline } from '../../append-timeline.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderError } from '../../orders/errors.ts';
import { lockVisible } from '../../orders/lock-visible.ts';
import { recordChange } from '../../record-change.ts';
import { findAssignee } from '../find-assignee.ts';
import { lockTask } from '../tasks/lock-task.ts';
import { SEVERITY_TABLE } from './issue-table.ts';
import { readIssue } from './issue-view.ts';

/**
 * Notes what goes wrong with an order, a task of it, or a contract. Without a day it is due by how grave it is; without a
 * person the owner of the order or contract looks after it.
 *
 * @throws AppError `crm.order_not_found`, `crm.contract_not_found`, `crm.task_not_found`, `crm.order_of_other_customer`,
 *   `crm.owner_not_found`
 */
export async function createIssue(outer: WriteScope, input: CreateIssue): Promise<IssueView> {
  return await inTransaction(outer, async (scope) => {
    const about = await subjectOf(scope, input);
    const owner = await findAssignee(scope, input.owner_id);
    const now = scope.clock.now();
    const today = localToday(scope.clock);
    const row = scope.em.create(DeliveryIssue, {
      id: newId(),
      customer: about.customer,
      order: about.order,
      contract: input.contract_id ?? null,
      task: input.task_id ?? null,
      title: input.title,
      detail: input.detail || null,
      severity: input.severity,
      status: 'open',
      owner: owner === undefined ? about.owner : owner,
      dueOn: input.due_on ?? moveWorkdays(today, SEVERITY_TABLE[input.severity].days),
      createdAt: now,
      updatedAt: now,
    });
    const { severity, title, dueOn } = row;
    appendTimeline(scope, {
      customerId: row.customer,
      kind: 'delivery.issue_opened',
      about: `${title}（${SEVERITY_TABLE[severity].label}）`,
      body: row.detail ?? null,
      entity: 'delivery_issue',
      entityId: row.id,
    });
    recordChange(scope, {
      entity: 'delivery_issue',
      id: row.id,
      change: 'created',
      after: { title, severity, due_on: dueOn, owner_id: row.owner ?? null, order_id: row.order ?? null },
    });
    await scope.em.flush();
    return await readIssue(scope, row.id, today);
  });
}

interface Subject {
  readonly customer: string;
  readonly order: string | null;
  readonly owner: string | null;
}

async function subjectOf(scope: WriteScope, input: CreateIssue): Promise<Subject> {
  const task = input.task_id ? await lockTask(scope, input.task_id) : undefined;
  const order = input.order_id
    ? await lockVisible(scope, SalesOrder, input.order_id, 'crm.order_not_found')
    : task?.order;
  const contract = input.contract_id
    ? await lockVisible(scope, Contract, input.contract_id, 'crm.contract_not_found')
    : undefined;
  const customer = order?.customer ?? contract?.customer;
  const mixed = (task && order && task.order.id !== order.id) || (contract && contract.customer !== customer);
  if (!customer || mixed) throw orderError('crm.order_of_other_customer');
  return { customer, order: order?.id ?? null, owner: task?.task.owner ?? (order ?? contract)?.owner ?? null };
}
