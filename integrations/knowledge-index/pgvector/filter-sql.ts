import type { Params } from '../../../db/query.ts';
import type { IndexFilter } from '../../../knowledge/index/index.port.ts';

/** The condition that a passage row under the alias `p` may be shown. */
export function filterSql(filter: IndexFilter, params: Params): string {
  const at = params.add(filter.at);
  const conditions = [
    'p.removed_at is null',
    `p.visibility && ${params.add(filter.access)}::text[]`,
    `(p.valid_from is null or p.valid_from <= ${at})`,
    `(p.valid_until is null or p.valid_until > ${at})`,
  ];
  if (filter.categories) conditions.push(`p.categories && ${params.add(filter.categories)}::text[]`);
  if (filter.tags) conditions.push(`p.tags && ${params.add(filter.tags)}::text[]`);
  if (filter.documentIds) conditions.push(`p.document_id = any(${params.add(filter.documentIds)}::uuid[])`);
  return conditions.join(' and ');
}
