import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { OpportunityFact } from '../../../db/entities/crm/opportunity-fact.entity.ts';
import { newId } from '../../../kernel/ids.ts';
import type { FactKey, FactList, RecordFact } from '../../../kernel/contracts/stages.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { stageError } from '../stages/errors.ts';
import { lockRow } from '../lock-row.ts';
import { actorId } from '../opportunities/insert-opportunity.ts';
import { recordChange } from '../record-change.ts';
import { FACT_TABLE } from './fact-table.ts';
import { listFacts } from './list-facts.ts';

/**
 * Writes down what somebody found out about a deal; a fact that was known before is replaced, the history keeps both. The
 * version of the deal does not move, so nobody's open form becomes stale by a note.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.fact_from_record` for one that stands on the deal itself
 */
export async function recordFact(
  outer: WriteScope,
  input: RecordFact & { readonly id: string; readonly key: FactKey },
): Promise<FactList> {
  const { label, origin } = FACT_TABLE[input.key];
  if (origin === 'record') throw stageError('crm.fact_from_record', { details: { fact: label } });
  return await inTransaction(outer, async (scope) => {
    const deal = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found');
    const fact = await scope.em.findOne(OpportunityFact, { opportunity: deal.id, key: input.key });
    const source = input.source ?? (scope.actor.kind === 'agent' ? 'agent' : 'person');
    const before = fact?.value ?? null;
    if (before === input.value && fact?.source === source) return await listFacts(scope, input);
    const given = { value: input.value, source, recordedBy: actorId(scope), recordedAt: scope.clock.now() };
    if (fact) scope.em.assign(fact, given);
    else scope.em.create(OpportunityFact, { id: newId(), opportunity: deal.id, key: input.key, ...given });
    appendTimeline(scope, {
      customerId: deal.customer,
      kind: 'opportunity.fact_recorded',
      about: `${deal.name}（${label}：${input.value}）`,
      entity: 'opportunity',
      entityId: deal.id,
    });
    recordChange(scope, {
      entity: 'opportunity',
      id: deal.id,
      change: 'updated',
      verb: 'fact_recorded',
      before: { fact: input.key, value: before },
      after: { fact: input.key, value: input.value, source },
    });
    await scope.em.flush();
    return await listFacts(scope, input);
  });
}
