import { STAGES, type Stage } from '../../../kernel/contracts/crm.ts';
import { FACT_KEYS, type FactKey, type FactList } from '../../../kernel/contracts/stages.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getOpportunity } from '../opportunities/get-opportunity.ts';
import { loadStageRules, type StageRules } from '../stages/stage-rules.ts';
import { FACT_TABLE } from './fact-table.ts';
import { knownFacts } from './known-facts.ts';

/**
 * Every fact one can know about a deal, known or not, and which of them its stage asks for and nobody knows.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function listFacts(scope: ReadScope, input: { readonly id: string }): Promise<FactList> {
  const deal = await getOpportunity(scope, input);
  const rules = await loadStageRules(scope);
  const known = await knownFacts(scope, deal.id);
  const required = rules.stages[deal.stage].required_facts;
  const items = FACT_KEYS.map((key) => {
    const fact = known[key];
    return {
      key,
      label: FACT_TABLE[key].label,
      hint: FACT_TABLE[key].hint,
      known: fact !== undefined,
      required: required.includes(key),
      required_from: firstStageAsking(rules, key),
      value: fact?.value ?? null,
      source: fact?.source ?? null,
      recorded_by_name: fact?.recorded_by_name ?? null,
      recorded_at: fact?.recorded_at ?? null,
    };
  });
  return { items, missing: required.filter((key) => !known[key]) };
}

function firstStageAsking(rules: StageRules, key: FactKey): Stage | null {
  return STAGES.find((stage) => stage !== 'lost' && rules.stages[stage].required_facts.includes(key)) ?? null;
}
