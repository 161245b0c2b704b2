import { query } from '../../../db/query.ts';
import type { AssignmentRuleView } from '../../../kernel/contracts/assignment.ts';
import type { ReadScope } from '../crm-scope.ts';
import { assignmentError } from './errors.ts';

const RULE_SQL = `select r.id, r.name, r.position, r.active, r.condition, r.method, r.members, r.team_id, r.max_open, r.respect_hours,
  r.top_score, r.version, t.name as team_name,
  coalesce((select json_agg(u.name order by array_position(r.members, u.id)) from app_user u where u.id = any(r.members)), '[]') as member_names
  from assignment_rule r left join team t on t.id = r.team_id`;

/** Every rule in the order they are asked. */
export async function listRules(scope: Pick<ReadScope, 'em'>): Promise<AssignmentRuleView[]> {
  return await query<AssignmentRuleView>(scope.em, `${RULE_SQL} order by r.position, r.created_at, r.id`);
}

/** @throws AppError `crm.assignment_rule_not_found` */
export async function readRule(scope: Pick<ReadScope, 'em'>, id: string): Promise<AssignmentRuleView> {
  const [row] = await query<AssignmentRuleView>(scope.em, `${RULE_SQL} where r.id = $1`, [id]);
  if (!row) throw assignmentError('crm.assignment_rule_not_found', { details: { id } });
  return row;
}
