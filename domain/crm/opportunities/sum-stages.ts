import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { STAGES, type BoardQuery, type StageSum } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { opportunityConditions } from './list-opportunities.ts';

/**
 * How many deals stand in each stage among those the actor may see, and what they are worth: the heads of the board. A stage
 * without deals is there with zeros.
 *
 * @throws AppError `crm.segment_not_found`, `crm.segment_wrong_entity`, `crm.custom_invalid`
 */
export async function sumStages(
  scope: ReadScope & { readonly clock: Clock },
  input: BoardQuery,
): Promise<{ items: StageSum[] }> {
  const params = new Params();
  const where = await opportunityConditions(scope, input, params);
  const rows = await query<StageSum>(
    scope.em,
    `select o.stage, count(*)::int as deals, coalesce(sum(o.amount), 0)::float8 as amount,
       round(coalesce(sum(o.amount * o.probability / 100), 0), 2)::float8 as weighted,
       (count(*) filter (where exists (select from deal_warning w where w.opportunity_id = o.id and w.resolved_at is null)))::int as warned
     from opportunity o where ${where.join(' and ')} group by o.stage`,
    params.values,
  );
  const found = new Map(rows.map((row) => [row.stage, row]));
  return { items: STAGES.map((stage) => found.get(stage) ?? { stage, deals: 0, amount: 0, weighted: 0, warned: 0 }) };
}
