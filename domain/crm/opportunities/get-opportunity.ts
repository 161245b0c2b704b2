import { Params, queryOne } from '../../../db/query.ts';
import type { OpportunityView } from '../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { OPPORTUNITY_COLUMNS, OPPORTUNITY_JOINS } from './opportunity-view.ts';

/**
 * One opportunity.
 * @throws AppError `crm.opportunity_not_found`, also for one the actor may not see
 */
export async function getOpportunity(scope: ReadScope, input: { readonly id: string }): Promise<OpportunityView> {
  const params = new Params();
  const row = await queryOne<OpportunityView>(
    scope.em,
    `select ${OPPORTUNITY_COLUMNS} from opportunity o ${OPPORTUNITY_JOINS}
     where o.id = ${params.add(input.id)} and ${visibleRows(scope.actor, 'o', params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.opportunity_not_found', { details: { id: input.id } });
  return row;
}
