import { query } from '../../../db/query.ts';
import type { MatchKind, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import { tellingKinds } from './evidence.ts';

/** Two records of one kind that share keys; `left` is the smaller id. */
export interface KeyPair {
  readonly left: string;
  readonly right: string;
  readonly kinds: MatchKind[];
}

/** A key that more records share is no hint for every pair: each of them is only compared with the first. */
const LARGEST_BLOCK = 40;

/**
 * The pairs of these records with any other, by equal keys. The work grows with the number of real matches: a block of
 * many records (a shared switchboard, a list bought twice) gives one pair each instead of all by all.
 */
export async function findPairs(
  scope: Pick<ReadScope, 'em'>,
  entity: QualityEntity,
  ids: readonly string[],
): Promise<KeyPair[]> {
  return await query<KeyPair>(
    scope.em,
    `with mine as materialized (
       select k.entity_id, k.kind, k.value from match_key k
       where k.entity = $1 and k.entity_id = any($2::uuid[]) and k.kind = any($3::text[])),
     block as materialized (
       select d.kind, d.value, size.n > $4 as large,
         (select min(f.entity_id::text)::uuid from match_key f where size.n > $4 and f.kind = d.kind and f.value = d.value and f.entity = $1) as first
       from (select distinct kind, value from mine) d
       cross join lateral (select count(*) as n from (
         select 1 from match_key o where o.kind = d.kind and o.value = d.value and o.entity = $1 limit $4 + 1) few) size
       where size.n > 1),
     pair as (
       select m.entity_id as one, o.entity_id as other, m.kind from mine m
       join block b on b.kind = m.kind and b.value = m.value and not b.large
       join match_key o on o.kind = m.kind and o.value = m.value and o.entity = $1 and o.entity_id <> m.entity_id
       union all
       select m.entity_id, b.first, m.kind from mine m
       join block b on b.kind = m.kind and b.value = m.value and b.large and b.first <> m.entity_id)
     select least(one, other) as left, greatest(one, other) as right, array_agg(distinct kind::text) as kinds
     from pair group by 1, 2`,
    [entity, ids, tellingKinds(`${entity}~${entity}`), LARGEST_BLOCK],
  );
}
