import type { LeadScoreView } from '../../../kernel/contracts/scoring.ts';
import type { TellScope } from '../crm-scope.ts';
import { getLead } from '../leads/get-lead.ts';
import { scoringError } from './errors.ts';
import { getLeadScore } from './get-lead-score.ts';
import { scoreLeads } from './score-leads.ts';

/**
 * Scores a lead now and answers with the new score.
 * @throws AppError `crm.lead_not_found`, `crm.score_lead_closed`
 */
export async function recomputeScore(scope: TellScope, input: { readonly id: string }): Promise<LeadScoreView> {
  await getLead(scope, input);
  const scored = await scoreLeads(scope, { ids: [input.id], event: 'asked' });
  if (scored === 0) throw scoringError('crm.score_lead_closed');
  return await getLeadScore(scope, input);
}
