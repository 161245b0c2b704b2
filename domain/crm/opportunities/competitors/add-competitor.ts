import { OpportunityCompetitor } from '../../../../db/entities/crm/opportunity-competitor.entity.ts';
import type { CompetitorView, CreateCompetitor } from '../../../../kernel/contracts/deals.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { changeCompetitors, competitorWords, requireFreeName } from './change-competitors.ts';

/**
 * Notes who else wants the deal.
 * @throws AppError `crm.opportunity_not_found`, `crm.duplicate_competitor`
 */
export async function addCompetitor(
  scope: WriteScope,
  input: CreateCompetitor & { readonly id: string },
): Promise<{ items: CompetitorView[] }> {
  return await changeCompetitors(scope, input.id, (inner, deal, rows) => {
    requireFreeName(rows, input.name);
    const now = inner.clock.now();
    const row = inner.em.create(OpportunityCompetitor, {
      id: newId(),
      opportunity: deal.id,
      name: input.name,
      status: input.status,
      strength: input.strength || null,
      weakness: input.weakness || null,
      createdAt: now,
      updatedAt: now,
    });
    const { name, status, strength, weakness } = row;
    return { after: { name, status, strength, weakness }, about: competitorWords(row) };
  });
}
