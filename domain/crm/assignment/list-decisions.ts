import { query } from '../../../db/query.ts';
import type { AssignmentDecisionView } from '../../../kernel/contracts/assignment.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getLead } from '../leads/get-lead.ts';

const DECISION_SQL = `select d.lead_id, d.outcome, d.rule_id, d.rule_name, d.user_id, u.name as user_name, d.reason, d.considered,
  iso(d.decided_at) as decided_at from assignment_decision d left join app_user u on u.id = d.user_id
  where d.lead_id = $1 order by d.decided_at desc, d.id desc`;

/**
 * Why a lead went where it went, the newest decision first; the last fifty.
 * @throws AppError `crm.lead_not_found`
 */
export async function listDecisions(
  scope: ReadScope,
  input: { readonly id: string },
): Promise<AssignmentDecisionView[]> {
  await getLead(scope, input);
  return await query<AssignmentDecisionView>(scope.em, `${DECISION_SQL} limit 50`, [input.id]);
}

/** The newest decision about a lead, without asking whose lead it is. */
export async function readLatestDecision(
  scope: Pick<ReadScope, 'em'>,
  leadId: string,
): Promise<AssignmentDecisionView | undefined> {
  return (await query<AssignmentDecisionView>(scope.em, `${DECISION_SQL} limit 1`, [leadId]))[0];
}
