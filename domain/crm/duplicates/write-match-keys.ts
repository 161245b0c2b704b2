import { query } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import { matchKeys } from './match-keys.ts';
import type { MatchRecord } from './match-record.ts';

/** Brings the stored keys of the records in line with what they say now; records that are gone lose theirs. */
export async function writeMatchKeys(
  scope: Pick<ReadScope, 'em'>,
  entity: QualityEntity,
  ids: readonly string[],
  records: readonly MatchRecord[],
): Promise<void> {
  const keys = records.flatMap((record) => matchKeys(record).map((key) => ({ entity_id: record.id, ...key })));
  const values = [entity, JSON.stringify(keys)];
  const wanted = 'jsonb_to_recordset($2::jsonb) as n(entity_id uuid, kind text, value text)';
  await query(
    scope.em,
    `delete from match_key k where k.entity = $1 and k.entity_id = any($3::uuid[])
     and not exists (select 1 from ${wanted} where n.entity_id = k.entity_id and n.kind = k.kind and n.value = k.value)`,
    [...values, ids],
  );
  await query(
    scope.em,
    `insert into match_key (entity, entity_id, kind, value) select $1, n.entity_id, n.kind, n.value from ${wanted}
     on conflict do nothing`,
    values,
  );
}
