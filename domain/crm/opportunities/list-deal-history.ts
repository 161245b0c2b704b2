import { query, queryOne } from '../../../db/query.ts';
import type { DealHistoryEntry } from '../../../kernel/contracts/deals.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getOpportunity } from './get-opportunity.ts';

/**
 * Everything that was changed on a deal, latest first: fields, stage, facts, lines, competitors. Read from the audit log, for
 * whoever may see the deal.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function listDealHistory(
  scope: ReadScope,
  input: { readonly id: string; readonly page: number; readonly page_size: number },
): Promise<Page<DealHistoryEntry>> {
  const deal = await getOpportunity(scope, input);
  const items = await query<DealHistoryEntry>(
    scope.em,
    `select e.id::text as id, iso(e.at) as at, u.name as actor_name, e.agent, e.action, e.before, e.after
     from audit_entry e left join app_user u on u.id = e.actor_id
     where e.entity = 'opportunity' and e.entity_id = $1 order by e.id desc limit $2 offset $3`,
    [deal.id, input.page_size, (input.page - 1) * input.page_size],
  );
  const count = await queryOne<{ total: number }>(
    scope.em,
    "select count(*)::int as total from audit_entry where entity = 'opportunity' and entity_id = $1",
    [deal.id],
  );
  return { items, total: count?.total ?? 0, page: input.page, page_size: input.page_size };
}
