import type { MoveStage } from '../../../kernel/contracts/crm.ts';
import type { FactKey } from '../../../kernel/contracts/stages.ts';
import type { ReadScope } from '../crm-scope.ts';
import { stageError } from '../stages/errors.ts';
import type { StageRules } from '../stages/stage-rules.ts';
import { STAGE_WORDS } from '../words.ts';
import { factWords } from './fact-table.ts';
import { missingFacts } from './known-facts.ts';

/**
 * The facts a stage asks for and nobody knows, where the deal may come into it all the same: they are only advised, or a
 * manager says why. Also for a card that asks before it writes.
 *
 * @throws AppError `crm.stage_facts_missing`, `crm.override_not_allowed`
 */
export async function requireFacts(
  scope: ReadScope,
  rules: StageRules,
  opportunityId: string,
  input: Pick<MoveStage, 'stage' | 'override_reason'>,
): Promise<FactKey[]> {
  const { required_facts: required, enforcement } = rules.stages[input.stage];
  const missing = await missingFacts(scope, opportunityId, required);
  if (missing.length === 0 || enforcement === 'advise') return missing;
  if (!input.override_reason)
    throw stageError('crm.stage_facts_missing', {
      details: { stage: STAGE_WORDS[input.stage], facts: factWords(missing), missing },
    });
  if (!scope.actor.permissions.has('crm.assign')) throw stageError('crm.override_not_allowed');
  return missing;
}
