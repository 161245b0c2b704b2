import { AssignmentRule } from '../../../db/entities/crm/assignment-rule.entity.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { recordChange } from '../record-change.ts';
import { assignmentError } from './errors.ts';
import { readRule } from './rule-view.ts';

/**
 * Removes a rule; its decisions stay with the rule's name.
 * @throws AppError `access.not_permitted`, `crm.assignment_rule_not_found`
 */
export async function deleteRule(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  requirePermission(outer.actor, 'crm.configure');
  await inTransaction(outer, async (scope) => {
    const rule = await scope.em.findOne(AssignmentRule, { id: input.id });
    if (!rule) throw assignmentError('crm.assignment_rule_not_found', { details: { id: input.id } });
    const before = await readRule(scope, rule.id);
    scope.em.remove(rule);
    recordChange(scope, { entity: 'assignment_rule', id: rule.id, change: 'deleted', before });
    await scope.em.flush();
  });
}
