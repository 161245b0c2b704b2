import { query } from '../../../db/query.ts';
import type { MatchKind, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import { matchKeys, type MatchKeyValue } from './match-keys.ts';
import { readMatchRecords, type MatchRecord } from './match-record.ts';
import { scorePair } from './score-pair.ts';

/** A stored record that looks like a typed one. */
export interface FoundMatch {
  readonly record: MatchRecord;
  readonly score: number;
  readonly kinds: MatchKind[];
}

export interface FindMatches {
  readonly entities: readonly QualityEntity[];
  readonly typed: readonly { readonly record: MatchRecord; readonly keys: readonly MatchKeyValue[] }[];
}

/** Of a key that very many records have, so many are looked at. */
const MOST_PER_KEY = 50;
/** Records written a moment ago whose keys are not stored yet: so many of the latest are compared directly. */
const MOST_WAITING = 500;

interface Hit {
  readonly kind: MatchKind;
  readonly value: string;
  readonly entity: QualityEntity;
  readonly entity_id: string;
}

/**
 * The stored records that share keys with each of the typed ones, scored, the surest first; one list per typed record in
 * their order. Also finds what was written so short a time ago that the job has not seen it. Asks nobody's rights.
 */
export async function findMatches(scope: Pick<ReadScope, 'em'>, input: FindMatches): Promise<FoundMatch[][]> {
  const hits = await storedHits(scope, input);
  const waiting = await waitingRecords(scope, input.entities);
  // What waits is compared as it is now, not as its stored keys say.
  const isWaiting = new Set(waiting.map(({ id }) => id));
  const byKey = Map.groupBy(
    [...hits.filter((hit) => !isWaiting.has(hit.entity_id)), ...waiting.flatMap(hitsOf)],
    (hit) => `${hit.kind} ${hit.value}`,
  );
  const records = new Map(waiting.map((record) => [record.id, record]));
  for (const record of await readHits(scope, hits)) if (!records.has(record.id)) records.set(record.id, record);
  return input.typed.map(({ record, keys }) => scored(record, keys, byKey, records));
}

function scored(
  typed: MatchRecord,
  keys: readonly MatchKeyValue[],
  byKey: ReadonlyMap<string, readonly Hit[]>,
  records: ReadonlyMap<string, MatchRecord>,
): FoundMatch[] {
  const shared = new Map<string, Set<MatchKind>>();
  for (const key of keys) {
    for (const hit of byKey.get(`${key.kind} ${key.value}`) ?? []) {
      if (hit.entity_id === typed.id) continue;
      shared.set(hit.entity_id, (shared.get(hit.entity_id) ?? new Set()).add(hit.kind));
    }
  }
  const found: FoundMatch[] = [];
  for (const [id, kinds] of shared) {
    const record = records.get(id);
    if (!record) continue;
    const pair = scorePair(typed, record, [...kinds]);
    if (pair.score > 0) found.push({ record, ...pair });
  }
  return found.sort((a, b) => b.score - a.score || (a.record.id < b.record.id ? -1 : 1));
}

async function storedHits(scope: Pick<ReadScope, 'em'>, input: FindMatches): Promise<Hit[]> {
  const keys = [...new Map(input.typed.flatMap((one) => one.keys).map((key) => [JSON.stringify(key), key])).values()];
  return await query<Hit>(
    scope.em,
    `select w.kind, w.value, k.entity, k.entity_id
     from unnest($1::text[], $2::text[]) as w(kind, value)
     cross join lateral (
       select entity, entity_id from match_key m
       where m.kind = w.kind and m.value = w.value and m.entity = any($3::text[]) limit ${MOST_PER_KEY}) k`,
    [keys.map((key) => key.kind), keys.map((key) => key.value), input.entities],
  );
}

async function waitingRecords(
  scope: Pick<ReadScope, 'em'>,
  entities: readonly QualityEntity[],
): Promise<MatchRecord[]> {
  const rows = await query<{ entity: QualityEntity; entity_id: string }>(
    scope.em,
    `select distinct entity, entity_id from (
       select entity, entity_id from quality_pending order by id desc limit ${MOST_WAITING}) latest
     where entity = any($1::text[])`,
    [entities],
  );
  return await readHits(scope, rows);
}

async function readHits(
  scope: Pick<ReadScope, 'em'>,
  hits: readonly { readonly entity: QualityEntity; readonly entity_id: string }[],
): Promise<MatchRecord[]> {
  const records: MatchRecord[] = [];
  for (const [entity, group] of Map.groupBy(hits, (hit) => hit.entity)) {
    records.push(...(await readMatchRecords(scope, entity, [...new Set(group.map((hit) => hit.entity_id))])));
  }
  return records;
}

function hitsOf(record: MatchRecord): Hit[] {
  return matchKeys(record).map((key) => ({ ...key, entity: record.entity, entity_id: record.id }));
}
