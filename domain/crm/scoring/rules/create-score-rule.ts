import { ScoreRule } from '../../../../db/entities/crm/score-rule.entity.ts';
import { checkCondition } from '../../../../kernel/conditions/check-condition.ts';
import type { CreateScoreRule, ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import { newId } from '../../../../kernel/ids.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { recordChange } from '../../record-change.ts';
import { SCORE_FIELDS } from '../score-fields.ts';
import { readSettings } from '../settings/read-settings.ts';
import { rescoreByRules } from './rescore-by-rules.ts';
import { readRule } from './rule-view.ts';

/**
 * Adds a rule; the open leads are scored again.
 * @throws AppError `conditions.invalid`
 */
export async function createScoreRule(outer: TellScope, input: CreateScoreRule): Promise<ScoreRuleView> {
  checkCondition(input.condition, SCORE_FIELDS);
  return await inTransaction(outer, async (scope) => {
    await readSettings(scope.em, 'alone');
    const now = scope.clock.now();
    const { half_life_days: halfLifeDays, ...fields } = input;
    const rule = scope.em.create(ScoreRule, { id: newId(), ...fields, halfLifeDays, createdAt: now, updatedAt: now });
    recordChange(scope, { entity: 'score_rule', id: rule.id, change: 'created', after: input });
    await rescoreByRules(scope);
    return await readRule(scope, rule.id);
  });
}
