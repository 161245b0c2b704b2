import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { OpportunityFact } from '../../../db/entities/crm/opportunity-fact.entity.ts';
import type { FactKey, FactList } from '../../../kernel/contracts/stages.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { stageError } from '../stages/errors.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { FACT_TABLE } from './fact-table.ts';
import { listFacts } from './list-facts.ts';

/**
 * Takes back what was written down.
 * @throws AppError `crm.opportunity_not_found`, `crm.fact_not_recorded`
 */
export async function forgetFact(
  outer: WriteScope,
  input: { readonly id: string; readonly key: FactKey },
): Promise<FactList> {
  return await inTransaction(outer, async (scope) => {
    const deal = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found');
    const fact = await scope.em.findOne(OpportunityFact, { opportunity: deal.id, key: input.key });
    if (!fact) throw stageError('crm.fact_not_recorded', { details: { fact: FACT_TABLE[input.key].label } });
    recordChange(scope, {
      entity: 'opportunity',
      id: deal.id,
      change: 'updated',
      verb: 'fact_forgotten',
      before: { fact: input.key, value: fact.value, source: fact.source },
    });
    scope.em.remove(fact);
    await scope.em.flush();
    return await listFacts(scope, input);
  });
}
