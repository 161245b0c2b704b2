import { queryOne } from '../../../db/query.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type { CreateAssignmentRule } from '../../../kernel/contracts/assignment.ts';
import type { ReadScope } from '../crm-scope.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { assignmentError } from './errors.ts';

/**
 * Refuses a rule whose condition names what leads don't have, or that would give its leads to nobody.
 * @throws AppError `conditions.invalid`, `crm.assignment_rule_unknown_people`, `crm.assignment_rule_without_people`
 */
export async function checkRule(
  scope: ReadScope,
  rule: Pick<CreateAssignmentRule, 'condition' | 'members' | 'team_id'>,
): Promise<void> {
  checkCondition(rule.condition, (await fieldsOf(scope, 'lead')).catalogue);
  const members = [...new Set(rule.members)];
  const counts = await queryOne<{ members: number; team: number }>(
    scope.em,
    `select (select count(*)::int from app_user where id = any($1::uuid[]) and active) as members,
            (select count(*)::int from app_user where team_id = $2::uuid and active) as team`,
    [members, rule.team_id],
  );
  const unknown = members.length - (counts?.members ?? 0);
  if (unknown > 0) throw assignmentError('crm.assignment_rule_unknown_people', { details: { count: unknown } });
  if (members.length + (counts?.team ?? 0) === 0) throw assignmentError('crm.assignment_rule_without_people');
}
