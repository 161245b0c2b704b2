import { queryOne, type Params } from '../../../../db/query.ts';
import type { Actor } from '../../../../kernel/actor.ts';
import type { IssueView } from '../../../../kernel/contracts/delivery.ts';
import { visibleRows } from '../../../visible-rows.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { orderError } from '../../orders/errors.ts';

/** Whether an issue still waits (alias `i`). */
export const ISSUE_WAITS = "i.status in ('open', 'doing')";

/** The columns of an `IssueView`, for an issue under the alias `i` with `ISSUE_JOINS`; `today` says what is overdue. */
export function issueColumns(today: string): string {
  return `i.id, i.code, i.customer_id, c.name as customer_name, i.order_id, i.contract_id, i.task_id, i.title, i.detail, i.severity,
    i.status, i.due_on::text as due_on, i.resolution, iso(i.resolved_at) as resolved_at,
    (${ISSUE_WAITS} and i.due_on < ${today}::date) as overdue, i.owner_id, u.name as owner_name, i.version,
    iso(i.created_at) as created_at, iso(i.updated_at) as updated_at`;
}

/** What decides whether an issue is seen. */
export const ISSUE_PARENTS = `join customer c on c.id = i.customer_id left join sales_order r on r.id = i.order_id
  left join contract k on k.id = i.contract_id`;
export const ISSUE_JOINS = `${ISSUE_PARENTS} left join app_user u on u.id = i.owner_id`;

/** An issue is seen by whoever solves it, and by whoever sees its customer, order or contract. With `ISSUE_PARENTS`. */
export function visibleIssues(actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>, params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  const parents = ['c', 'r', 'k'].map((alias) => visibleRows(actor, alias, params));
  return `(i.owner_id = ${params.add(actor.userId)} or ${parents.join(' or ')})`;
}

/**
 * Reads an issue without asking whose it is.
 * @throws AppError `crm.issue_not_found`
 */
export async function readIssue(scope: Pick<ReadScope, 'em'>, id: string, today: string): Promise<IssueView> {
  const row = await queryOne<IssueView>(
    scope.em,
    `select ${issueColumns('$2')} from delivery_issue i ${ISSUE_JOINS} where i.id = $1`,
    [id, today],
  );
  if (!row) throw orderError('crm.issue_not_found', { details: { id } });
  return row;
}
