import { Params, query } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { COMPLETENESS_FIELDS } from './completeness.ts';
import { RECORD_TABLES } from './record-tables.ts';

/** A field with the records that do not have it. */
export interface MissingField {
  readonly field: string;
  readonly label: string;
  readonly records: number;
}

/** The fields most records lack, among those the actor may see, the worst first. */
export async function missingFields(
  scope: ReadScope,
  input: { readonly entity: QualityEntity; readonly owner_id?: string; readonly team_id?: string },
): Promise<MissingField[]> {
  const table = RECORD_TABLES[input.entity];
  const params = new Params();
  const where = [visibleRows(scope.actor, table.owned, params)];
  if (input.owner_id) where.push(`${table.owned}.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`${table.owned}.team_id = ${params.add(input.team_id)}`);
  const rows = await query<{ field: string; records: number }>(
    scope.em,
    `select m.field, count(*)::int as records from ${table.from}
     join record_quality q on q.entity = '${input.entity}' and q.entity_id = r.id
     cross join lateral unnest(q.missing) as m(field)
     where ${where.join(' and ')} group by m.field order by records desc, m.field`,
    params.values,
  );
  return rows.map((row) => ({ ...row, label: COMPLETENESS_FIELDS[input.entity][row.field]?.label ?? row.field }));
}
