import { LockMode } from '@mikro-orm/core';
import { AssignmentRule } from '../../../db/entities/crm/assignment-rule.entity.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AssignmentRuleView, UpdateAssignmentRule } from '../../../kernel/contracts/assignment.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { checkRule } from './check-rule.ts';
import { assignmentError } from './errors.ts';
import { readRule } from './rule-view.ts';
import { requireFreeName } from './require-free-name.ts';

/**
 * Changes a rule; decisions made so far keep their reasons.
 * @throws AppError `access.not_permitted`, `crm.assignment_rule_not_found`, `crm.stale_version`,
 *   `crm.assignment_rule_name_taken` and what `checkRule` refuses
 */
export async function updateRule(
  outer: WriteScope,
  input: UpdateAssignmentRule & { readonly id: string },
): Promise<AssignmentRuleView> {
  requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    const rule = await scope.em.findOne(AssignmentRule, { id: input.id }, lock);
    if (!rule) throw assignmentError('crm.assignment_rule_not_found', { details: { id: input.id } });
    requireVersion(rule, input.version);
    const before = await readRule(scope, rule.id);
    const wanted = { ...before, ...input };
    await checkRule(scope, wanted);
    await requireFreeName(scope, wanted.name, rule.id);
    rule.name = wanted.name;
    rule.position = wanted.position;
    rule.active = wanted.active;
    rule.condition = wanted.condition;
    rule.method = wanted.method;
    rule.members = [...new Set(wanted.members)];
    rule.team = wanted.team_id;
    rule.maxOpen = wanted.max_open;
    rule.respectHours = wanted.respect_hours;
    rule.topScore = wanted.top_score;
    rule.updatedAt = scope.clock.now();
    await scope.em.flush();
    const after = await readRule(scope, rule.id);
    recordChange(scope, { entity: 'assignment_rule', id: rule.id, change: 'updated', before, after });
    await scope.em.flush();
    return after;
  });
}
