import type { CreateOpportunity, OpportunityView, Stage } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { requireFacts } from '../facts/require-facts.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { loadStageRules } from '../stages/stage-rules.ts';
import { insertOpportunity } from './insert-opportunity.ts';
import { readOpportunity } from './opportunity-view.ts';
import { requireParents } from '../require-parents.ts';

/**
 * Makes an opportunity; its owner is the actor unless somebody who may assign names another.
 *
 * @throws AppError `crm.assign_not_allowed`, `crm.owner_not_found`, `crm.customer_not_found`, `crm.product_not_found`,
 *   `crm.lost_reason_missing`, `crm.closing_day_out_of_order`, `crm.duplicate_external_id`, `crm.stage_facts_missing`,
 *   `crm.custom_invalid`
 */
export async function createOpportunity(outer: WriteScope, input: CreateOpportunity): Promise<OpportunityView> {
  return await inTransaction(outer, async (scope) => {
    await requireParents(scope, input);
    const ownership = await resolveOwner(scope, input.owner_id);
    const opportunity = await insertOpportunity(scope, input, ownership);
    await requireFactsAtStart(scope, opportunity.id, opportunity.stage);
    return await readOpportunity(scope, opportunity.id);
  });
}

/** A deal that is made in a later stage needs what that stage requires, except from whoever may let it pass anyway. */
async function requireFactsAtStart(scope: WriteScope, id: string, stage: Stage): Promise<void> {
  if (scope.actor.permissions.has('crm.assign')) return;
  await requireFacts(scope, await loadStageRules(scope), id, { stage });
}
