import { query, queryOne } from '../../../db/query.ts';
import type { QualityEntity, QualityProgress } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';

/** How many records wait to be looked at, and how many pairs wait for a decision, whoever may see them. */
export async function readProgress(scope: Pick<ReadScope, 'em'>): Promise<QualityProgress> {
  const pending = await queryOne<{ n: number }>(scope.em, 'select count(*)::int as n from quality_pending');
  const open = await query<{ entity: QualityEntity; n: number }>(
    scope.em,
    "select entity, count(*)::int as n from duplicate_candidate where status = 'open' group by entity",
  );
  const counts = new Map(open.map((row) => [row.entity, row.n]));
  const of = (entity: QualityEntity): number => counts.get(entity) ?? 0;
  return { pending: pending?.n ?? 0, open: { customer: of('customer'), contact: of('contact'), lead: of('lead') } };
}
