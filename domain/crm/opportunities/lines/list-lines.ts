import { query } from '../../../../db/query.ts';
import type { LineList, LineView } from '../../../../kernel/contracts/deals.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { getOpportunity } from '../get-opportunity.ts';
import { sumAmounts } from './line-amount.ts';

/** The columns of a `LineView`, of a table of lines under the alias `l`. */
export const LINE_COLUMNS = `l.id, l.product_id, l.name, l.quantity::float8 as quantity, l.unit_price::float8 as unit_price,
  l.discount::float8 as discount, l.amount::float8 as amount`;

/**
 * The lines of a deal in their order, with their total and the version of the deal they were read at.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function listLines(scope: ReadScope, input: { readonly id: string }): Promise<LineList> {
  const deal = await getOpportunity(scope, input);
  const items = await query<LineView>(
    scope.em,
    `select ${LINE_COLUMNS} from opportunity_line l where l.opportunity_id = $1 order by l.position`,
    [deal.id],
  );
  return { items, total: sumAmounts(items.map(({ amount }) => amount)), version: deal.version };
}
