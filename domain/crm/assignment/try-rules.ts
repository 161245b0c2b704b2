import { queryOne } from '../../../db/query.ts';
import type { AssignmentDecisionView } from '../../../kernel/contracts/assignment.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getLead } from '../leads/get-lead.ts';
import { decideAssignment } from './decide-assignment.ts';

/**
 * What the rules would do with a lead now; nothing is changed.
 * @throws AppError `crm.lead_not_found`
 */
export async function tryRules(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<AssignmentDecisionView> {
  const lead = await getLead(scope, input);
  const scored = await queryOne<{ score: number | null }>(scope.em, 'select score from lead where id = $1', [lead.id]);
  const decision = await decideAssignment(scope, { id: lead.id, score: scored?.score ?? null });
  return {
    lead_id: lead.id,
    outcome: decision.outcome,
    rule_id: decision.rule?.id ?? null,
    rule_name: decision.rule?.name ?? null,
    user_id: decision.person?.userId ?? null,
    user_name: decision.person?.name ?? null,
    reason: decision.reason,
    considered: [...decision.considered],
    decided_at: scope.clock.now().toISOString(),
  };
}
