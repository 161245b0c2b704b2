import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ReadScope } from '../crm-scope.ts';
import { findPairs } from './find-pairs.ts';
import { readMatchRecords, type MatchRecord } from './match-record.ts';
import { LEAST_CANDIDATE, scorePair } from './score-pair.ts';

/**
 * Brings the stored pairs of these records in line with their keys: new pairs are added, open ones that are none any more
 * go. A pair somebody dismissed stays so, unless it shares something now that it did not share then.
 *
 * @returns how many open pairs were added or changed
 */
export async function storeCandidates(
  scope: Pick<ReadScope, 'em'> & { readonly clock: Clock },
  entity: QualityEntity,
  ids: readonly string[],
  known: readonly MatchRecord[],
): Promise<number> {
  const pairs = await findPairs(scope, entity, ids);
  const records = new Map(known.map((record) => [record.id, record]));
  const others = new Set(pairs.flatMap(({ left, right }) => [left, right]).filter((id) => !records.has(id)));
  for (const record of await readMatchRecords(scope, entity, [...others])) records.set(record.id, record);
  const found = pairs.flatMap((pair) => {
    const [left, right] = [records.get(pair.left), records.get(pair.right)];
    if (!left || !right) return [];
    const { score, kinds } = scorePair(left, right, pair.kinds);
    return score < LEAST_CANDIDATE ? [] : [{ id: newId(), left_id: left.id, right_id: right.id, score, kinds }];
  });
  await removeFormer(scope, entity, ids, found);
  return await writeFound(scope, entity, found);
}

type Found = readonly { readonly left_id: string; readonly right_id: string }[];

async function removeFormer(
  scope: Pick<ReadScope, 'em'>,
  entity: QualityEntity,
  ids: readonly string[],
  found: Found,
): Promise<void> {
  await query(
    scope.em,
    `delete from duplicate_candidate d
     where d.entity = $1 and d.status = 'open' and (d.left_id = any($2::uuid[]) or d.right_id = any($2::uuid[]))
     and not exists (select 1 from jsonb_to_recordset($3::jsonb) as n(left_id uuid, right_id uuid)
       where n.left_id = d.left_id and n.right_id = d.right_id)`,
    [entity, ids, JSON.stringify(found)],
  );
}

async function writeFound(
  scope: Pick<ReadScope, 'em'> & { readonly clock: Clock },
  entity: QualityEntity,
  found: Found,
): Promise<number> {
  if (found.length === 0) return 0;
  const rows = await query(
    scope.em,
    `insert into duplicate_candidate (id, entity, left_id, right_id, score, kinds, status, found_at, updated_at)
     select n.id, $1, n.left_id, n.right_id, n.score, n.kinds, 'open', $3, $3
     from jsonb_to_recordset($2::jsonb) as n(id uuid, left_id uuid, right_id uuid, score int, kinds text[])
     on conflict (entity, left_id, right_id) do update set score = excluded.score, kinds = excluded.kinds,
       updated_at = excluded.updated_at, status = 'open', decided_by_id = null, decided_at = null, note = null
     where duplicate_candidate.status = 'merged'
       or (duplicate_candidate.status = 'open'
         and (duplicate_candidate.score, duplicate_candidate.kinds) is distinct from (excluded.score, excluded.kinds))
       or (duplicate_candidate.status = 'dismissed' and not excluded.kinds <@ duplicate_candidate.kinds)
     returning 1 as one`,
    [entity, JSON.stringify(found), scope.clock.now()],
  );
  return rows.length;
}
