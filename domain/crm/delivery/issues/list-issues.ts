import { Params } from '../../../../db/query.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import type { IssueList, IssueView } from '../../../../kernel/contracts/delivery.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderBy, pageOfRows } from '../../page-of-rows.ts';
import { containsPattern } from '../../words-match.ts';
import { ISSUE_JOINS, ISSUE_PARENTS, ISSUE_WAITS, issueColumns, visibleIssues } from './issue-view.ts';

const SORTS = {
  due_on: 'i.due_on',
  created_at: 'i.created_at',
  severity: "array_position(array['critical', 'high', 'medium', 'low'], i.severity::text)",
  status: 'i.status',
} as const;

/** What the list may be cut by beyond the wire's query. */
export interface IssueExtras {
  /** Only what still waits. */
  readonly waiting?: boolean;
  /** The team whose order or contract it is. */
  readonly team_id?: string;
}

/**
 * The issues the actor may see, the most urgent first unless told otherwise.
 * @throws AppError `crm.unknown_sort`
 */
export async function listIssues(
  scope: ReadScope & { readonly clock: Clock },
  input: IssueList & IssueExtras,
): Promise<Page<IssueView>> {
  const params = new Params();
  const today = localToday(scope.clock);
  const where = [visibleIssues(scope.actor, params)];
  if (input.q?.trim()) where.push(`lower(i.title) like ${params.add(containsPattern(input.q))}`);
  if (input.customer_id) where.push(`i.customer_id = ${params.add(input.customer_id)}`);
  if (input.order_id) where.push(`i.order_id = ${params.add(input.order_id)}`);
  if (input.contract_id) where.push(`i.contract_id = ${params.add(input.contract_id)}`);
  if (input.owner_id) where.push(`i.owner_id = ${params.add(input.owner_id)}`);
  if (input.severity) where.push(`i.severity = ${params.add(input.severity)}`);
  if (input.status) where.push(`i.status = ${params.add(input.status)}`);
  if (input.waiting) where.push(ISSUE_WAITS);
  if (input.team_id) where.push(`coalesce(r.team_id, k.team_id) = ${params.add(input.team_id)}`);
  if (input.overdue !== undefined)
    where.push(`${input.overdue ? '' : 'not '}(${ISSUE_WAITS} and i.due_on < ${params.add(today)}::date)`);
  return await pageOfRows<IssueView>(
    scope,
    {
      from: 'delivery_issue i',
      alias: 'i',
      filterJoins: ISSUE_PARENTS,
      where,
      orderBy: orderBy(input.sort, SORTS, 'i', 'due_on'),
      // A day of this house's own calendar: the count of the list knows no parameter of the columns.
      columns: issueColumns(`'${today}'`),
      joins: ISSUE_JOINS,
      params,
    },
    input,
  );
}
