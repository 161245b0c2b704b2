import { getLead } from '../../domain/crm/leads/get-lead.ts';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import { resolveName, type ResolveScope } from './name.ts';

/**
 * The lead a person's, a company's name or a code means, among those the actor may see.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveLead(scope: ResolveScope, said: string): Promise<LeadView> {
  return await getLead(scope, { id: await resolveName(scope, 'lead', said) });
}
