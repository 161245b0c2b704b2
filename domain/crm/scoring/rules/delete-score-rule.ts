import { ScoreRule } from '../../../../db/entities/crm/score-rule.entity.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { recordChange } from '../../record-change.ts';
import { scoringError } from '../errors.ts';
import { readSettings } from '../settings/read-settings.ts';
import { rescoreByRules } from './rescore-by-rules.ts';

/**
 * Deletes a rule; what it was stays in the history. The open leads are scored again.
 * @throws AppError `crm.score_rule_not_found`
 */
export async function deleteScoreRule(outer: TellScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await readSettings(scope.em, 'alone');
    const rule = await scope.em.findOne(ScoreRule, { id: input.id });
    if (!rule) throw scoringError('crm.score_rule_not_found', { details: { id: input.id } });
    const { label, group, condition, points, halfLifeDays, active, position } = rule;
    const before = { label, group, condition, points, half_life_days: halfLifeDays ?? null, active, position };
    scope.em.remove(rule);
    recordChange(scope, { entity: 'score_rule', id: rule.id, change: 'deleted', before });
    await rescoreByRules(scope);
  });
}
