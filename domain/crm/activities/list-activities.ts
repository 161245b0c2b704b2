import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ActivityList, ActivityView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { containsPattern } from '../words-match.ts';
import {
  ACTIVITY_COLUMNS,
  ACTIVITY_JOINS,
  ACTIVITY_PARENT_JOINS,
  visibleActivities,
  visibleAmongAll,
} from './activity-view.ts';

/** The moment an activity stands at: when it happened, or is due. */
const MOMENT = 'coalesce(a.occurred_at, a.due_at)';

const SORTS = {
  at: MOMENT,
  due_at: 'a.due_at',
  occurred_at: 'a.occurred_at',
  kind: 'a.kind',
  status: 'a.status',
  subject: 'a.subject',
  created_at: 'a.created_at',
  updated_at: 'a.updated_at',
} as const;

/**
 * The activities the actor may see, latest first unless told otherwise (`-at`). `from` and `to` (exclusive) look at the
 * time it happened, or is due while planned. The search box looks at subject, content and the customer's names.
 *
 * @throws AppError `crm.unknown_sort`
 */
export async function listActivities(
  scope: ReadScope & { readonly clock: Clock },
  input: ActivityList,
): Promise<Page<ActivityView>> {
  const params = new Params();
  return await pageOfRows<ActivityView>(
    scope,
    {
      from: 'activity a',
      alias: 'a',
      filterJoins: isNarrow(input) || input.q?.trim() ? ACTIVITY_PARENT_JOINS : '',
      where: conditions(scope, input, params),
      orderBy: orderBy(input.sort, SORTS, 'a', '-at'),
      columns: ACTIVITY_COLUMNS,
      joins: ACTIVITY_JOINS,
      params,
    },
    input,
  );
}

/** Whether the list is about one record, whose few activities are asked one by one. */
function isNarrow(input: ActivityList): boolean {
  return Boolean(input.customer_id ?? input.lead_id ?? input.opportunity_id);
}

function conditions(scope: ReadScope & { readonly clock: Clock }, input: ActivityList, params: Params): string[] {
  const visible = isNarrow(input) ? visibleActivities : visibleAmongAll;
  const where = [visible(scope.actor, params)];
  if (input.q?.trim()) {
    const pattern = params.add(containsPattern(input.q));
    where.push(
      `(lower(a.subject) like ${pattern} or lower(a.content) like ${pattern} or c.search_text like ${pattern})`,
    );
  }
  if (input.customer_id) where.push(`a.customer_id = ${params.add(input.customer_id)}`);
  if (input.lead_id) where.push(`a.lead_id = ${params.add(input.lead_id)}`);
  if (input.opportunity_id) where.push(`a.opportunity_id = ${params.add(input.opportunity_id)}`);
  if (input.owner_id) where.push(`a.owner_id = ${params.add(input.owner_id)}`);
  if (input.kind) where.push(`a.kind = ${params.add(input.kind)}`);
  if (input.status) where.push(`a.status = ${params.add(input.status)}`);
  if (input.from) where.push(`${MOMENT} >= ${params.add(input.from)}::timestamptz`);
  if (input.to) where.push(`${MOMENT} < ${params.add(input.to)}::timestamptz`);
  if (input.overdue !== undefined) {
    const overdue = `a.status = 'planned' and a.due_at < ${params.add(scope.clock.now())}`;
    where.push(input.overdue ? `(${overdue})` : `not coalesce(${overdue}, false)`);
  }
  return where;
}
