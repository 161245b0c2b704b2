import { AssignmentRule } from '../../../db/entities/crm/assignment-rule.entity.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AssignmentRuleView, CreateAssignmentRule } from '../../../kernel/contracts/assignment.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { checkRule } from './check-rule.ts';
import { readRule } from './rule-view.ts';
import { requireFreeName } from './require-free-name.ts';

/**
 * Adds a rule for giving out leads.
 * @throws AppError `access.not_permitted`, `crm.assignment_rule_name_taken` and what `checkRule` refuses
 */
export async function createRule(outer: WriteScope, input: CreateAssignmentRule): Promise<AssignmentRuleView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    await checkRule(scope, input);
    await requireFreeName(scope, input.name);
    const now = scope.clock.now();
    const rule = scope.em.create(AssignmentRule, {
      id: newId(),
      name: input.name,
      position: input.position,
      active: input.active,
      condition: input.condition,
      method: input.method,
      members: [...new Set(input.members)],
      team: input.team_id,
      maxOpen: input.max_open,
      respectHours: input.respect_hours,
      topScore: input.top_score,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'assignment_rule', id: rule.id, change: 'created', after: input });
    await scope.em.flush();
    return await readRule(scope, rule.id);
  });
}
