import type { CompetitorView } from '../../../../kernel/contracts/deals.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { changeCompetitors, findCompetitor } from './change-competitors.ts';

/**
 * Takes a competitor off a deal, where it was noted by mistake; one that gave up is set to `out` instead.
 * @throws AppError `crm.opportunity_not_found`, `crm.competitor_not_found`
 */
export async function removeCompetitor(
  scope: WriteScope,
  input: { readonly id: string; readonly competitor_id: string },
): Promise<{ items: CompetitorView[] }> {
  return await changeCompetitors(scope, input.id, (inner, _deal, rows) => {
    const row = findCompetitor(rows, input.competitor_id);
    const { name, status, strength, weakness } = row;
    inner.em.remove(row);
    return { before: { name, status, strength, weakness }, about: `删除 ${name}` };
  });
}
