import type { z } from 'zod';
import { assignGradedLead } from '../../crm/assignment/assign-graded-lead.ts';
import { scoreLeads } from '../../crm/scoring/score-leads.ts';
import type { WriteScope } from '../calls-scope.ts';
import type { callJudged } from '../signals.ts';

/**
 * An interested lead is scored first, for the rules may ask for its grade, then given to somebody by the rules. The task for
 * them is planned already, and goes to whoever gets the lead.
 */
export async function actOnJudged(scope: WriteScope, judged: z.infer<typeof callJudged.payload>): Promise<void> {
  if (judged.interest !== 'interested' || !judged.lead_id) return;
  await scoreLeads(scope, { ids: [judged.lead_id], event: 'activity' });
  await assignGradedLead(scope, { lead_id: judged.lead_id });
}
