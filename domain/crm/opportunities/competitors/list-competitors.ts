import { query } from '../../../../db/query.ts';
import type { CompetitorStatus, CompetitorView } from '../../../../kernel/contracts/deals.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { getOpportunity } from '../get-opportunity.ts';

/** The Chinese word for how a competitor stands. */
export const COMPETITOR_STATUS_WORDS: Readonly<Record<CompetitorStatus, string>> = {
  competing: '在竞争',
  ahead: '领先我方',
  behind: '落后我方',
  out: '已出局',
  won: '拿下此单',
};

/**
 * Who else wants the deal, whoever stands best first.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function listCompetitors(
  scope: ReadScope,
  input: { readonly id: string },
): Promise<{ items: CompetitorView[] }> {
  const deal = await getOpportunity(scope, input);
  const items = await query<CompetitorView>(
    scope.em,
    `select k.id, k.name, k.status, k.strength, k.weakness, k.version, iso(k.created_at) as created_at,
       iso(k.updated_at) as updated_at
     from opportunity_competitor k where k.opportunity_id = $1
     order by array_position(array['won', 'ahead', 'competing', 'behind', 'out'], k.status::text), k.name`,
    [deal.id],
  );
  return { items };
}
