import { Params, queryOne } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';

export interface OldRecord {
  readonly entity: QualityEntity;
  readonly id: string;
}

/**
 * Which record an old id leads to now, through any number of merges: for links and bookmarks to records that were merged.
 * @throws AppError `crm.…_not_found` when it leads to nothing the actor may see
 */
export async function findSurvivor(scope: ReadScope, input: OldRecord): Promise<{ id: string; name: string }> {
  const row = await lookUpSurvivor(scope, input);
  if (!row) throw crmError(RECORD_TABLES[input.entity].missing, { details: { id: input.id } });
  return row;
}

/** As `findSurvivor`, undefined when there is none the actor may see. */
export async function lookUpSurvivor(
  scope: ReadScope,
  input: OldRecord,
): Promise<{ id: string; name: string } | undefined> {
  const table = RECORD_TABLES[input.entity];
  const params = new Params();
  return await queryOne<{ id: string; name: string }>(
    scope.em,
    `with recursive chain(id, depth) as (
       select ${params.add(input.id)}::uuid, 0
       union all
       select m.survivor_id, c.depth + 1 from chain c
       join record_merge m on m.loser_id = c.id and m.status = 'done' where c.depth < 50)
     select r.id, r.name from ${table.from} where r.id in (select id from chain)
       and ${visibleRows(scope.actor, table.owned, params)} limit 1`,
    params.values,
  );
}
