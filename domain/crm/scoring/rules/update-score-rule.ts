import { LockMode } from '@mikro-orm/core';
import { ScoreRule } from '../../../../db/entities/crm/score-rule.entity.ts';
import { checkCondition } from '../../../../kernel/conditions/check-condition.ts';
import type { ScoreRuleView, UpdateScoreRule } from '../../../../kernel/contracts/scoring.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { TellScope } from '../../crm-scope.ts';
import { requireVersion } from '../../lock-row.ts';
import { recordChange } from '../../record-change.ts';
import { scoringError } from '../errors.ts';
import { SCORE_FIELDS } from '../score-fields.ts';
import { readSettings } from '../settings/read-settings.ts';
import { rescoreByRules } from './rescore-by-rules.ts';
import { readRule } from './rule-view.ts';

const FIELDS = {
  label: 'label',
  group: 'group',
  condition: 'condition',
  points: 'points',
  half_life_days: 'halfLifeDays',
  active: 'active',
  position: 'position',
} as const;

/**
 * Changes a rule; fields that are left out stay. The open leads are scored again.
 * @throws AppError `crm.score_rule_not_found`, `crm.stale_version`, `conditions.invalid`
 */
export async function updateScoreRule(
  outer: TellScope,
  input: UpdateScoreRule & { readonly id: string },
): Promise<ScoreRuleView> {
  if (input.condition) checkCondition(input.condition, SCORE_FIELDS);
  return await inTransaction(outer, async (scope) => {
    await readSettings(scope.em, 'alone');
    const rule = await scope.em.findOne(
      ScoreRule,
      { id: input.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!rule) throw scoringError('crm.score_rule_not_found', { details: { id: input.id } });
    requireVersion(rule, input.version);
    const changes = applyChanges(rule, input, FIELDS);
    if (hasChanges(changes)) {
      rule.updatedAt = scope.clock.now();
      recordChange(scope, { entity: 'score_rule', id: rule.id, change: 'updated', ...changes });
      await rescoreByRules(scope);
    }
    return await readRule(scope, rule.id);
  });
}
