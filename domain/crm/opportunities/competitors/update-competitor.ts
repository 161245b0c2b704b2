import type { CompetitorView, UpdateCompetitor } from '../../../../kernel/contracts/deals.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { changeCompetitors, competitorWords, findCompetitor, requireFreeName } from './change-competitors.ts';

const FIELDS = { name: 'name', status: 'status', strength: 'strength', weakness: 'weakness' } as const;

/**
 * Changes what is known about a competitor.
 * @throws AppError `crm.opportunity_not_found`, `crm.competitor_not_found`, `crm.stale_version`, `crm.duplicate_competitor`
 */
export async function updateCompetitor(
  scope: WriteScope,
  input: UpdateCompetitor & { readonly id: string; readonly competitor_id: string },
): Promise<{ items: CompetitorView[] }> {
  return await changeCompetitors(scope, input.id, (inner, _deal, rows) => {
    const row = findCompetitor(rows, input.competitor_id, input.version);
    if (input.name) requireFreeName(rows, input.name, row.id);
    const changes = applyChanges(row, input, FIELDS);
    if (!hasChanges(changes)) return undefined;
    row.updatedAt = inner.clock.now();
    return { before: { ...changes.before, competitor: row.name }, after: changes.after, about: competitorWords(row) };
  });
}
