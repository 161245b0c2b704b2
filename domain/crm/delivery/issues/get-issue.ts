import { Params, queryOne } from '../../../../db/query.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import type { IssueView } from '../../../../kernel/contracts/delivery.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { orderError } from '../../orders/errors.ts';
import { ISSUE_PARENTS, readIssue, visibleIssues } from './issue-view.ts';

/**
 * One issue.
 * @throws AppError `crm.issue_not_found`, also for one the actor may not see
 */
export async function getIssue(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<IssueView> {
  const params = new Params();
  const row = await queryOne(
    scope.em,
    `select i.id from delivery_issue i ${ISSUE_PARENTS} where i.id = ${params.add(input.id)} and ${visibleIssues(scope.actor, params)}`,
    params.values,
  );
  if (!row) throw orderError('crm.issue_not_found', { details: { id: input.id } });
  return await readIssue(scope, input.id, localToday(scope.clock));
}
