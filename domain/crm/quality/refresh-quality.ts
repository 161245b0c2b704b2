import { query, queryOne } from '../../../db/query.ts';
import { BatchPace } from '../../../kernel/batch-pace.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { readMatchRecords } from '../duplicates/match-record.ts';
import { storeCandidates } from '../duplicates/store-candidates.ts';
import { writeMatchKeys } from '../duplicates/write-match-keys.ts';
import { checkRecords } from './check-records.ts';
import { qualityError } from './errors.ts';

/** Records of one transaction: as many as leave the people at their work in peace. */
const BATCHES = { least: 25, most: 250, aimMs: 40 };
/**
 * After so many records the planner is told anew how large the keys have grown: with the figures from before a large import
 * the search for pairs takes a bad way. The embedded database gathers none by itself.
 */
const GROWN = [2_000, 20_000, 200_000];
/** Any fixed number: whoever holds it reads the waiting records; another process waits its turn. */
const QUALITY_LOCK = 7_261_141;

export interface RefreshQuality {
  /** Stops between two batches; the rest goes on with the next try. */
  readonly signal?: AbortSignal;
  /** Records per transaction. */
  readonly batch?: number;
}

type QualityScope = Pick<Scope, 'em' | 'clock' | 'events'>;

/**
 * Looks at every record that was written since the last time: its keys, its likely duplicates, its completeness and what
 * is wrong with it. Each batch is one transaction with the rows that said it waits, so a crash loses and repeats nothing.
 *
 * @returns how many records were looked at
 * @throws AppError `crm.quality_interrupted` (transient) to be tried again
 */
export async function refreshQuality(outer: QualityScope, input: RefreshQuality = {}): Promise<number> {
  let done = 0;
  const pace = new BatchPace(BATCHES);
  for (;;) {
    if (input.signal?.aborted) throw qualityError('crm.quality_interrupted');
    const looked = await pace.run(
      async (size) => await inTransaction(outer, async (scope) => await refreshBatch(scope, input.batch ?? size)),
    );
    outer.em.clear();
    if (looked === 0) return done;
    const before = done;
    done += looked;
    if (GROWN.some((size) => before < size && done >= size)) await query(outer.em, 'analyze match_key');
  }
}

async function refreshBatch(scope: QualityScope, limit: number): Promise<number> {
  await query(scope.em, 'select pg_advisory_xact_lock($1)', [QUALITY_LOCK]);
  const waiting = await query<{ entity: QualityEntity; entity_id: string }>(
    scope.em,
    `with taken as (delete from quality_pending where id in (select id from quality_pending order by id limit $1)
       returning entity, entity_id)
     select distinct entity, entity_id from taken`,
    [limit],
  );
  if (waiting.length === 0) return 0;
  let pairs = 0;
  for (const [entity, rows] of Map.groupBy(waiting, (row) => row.entity)) {
    const ids = rows.map((row) => row.entity_id);
    const records = await readMatchRecords(scope, entity, ids);
    const alive = new Set(records.map((record) => record.id));
    await forget(
      scope,
      entity,
      ids.filter((id) => !alive.has(id)),
    );
    await writeMatchKeys(scope, entity, ids, records);
    pairs += await storeCandidates(scope, entity, ids, records);
    await checkRecords(scope, entity, [...alive]);
  }
  // About how many: counting hundreds of thousands once per batch would take longer than the batch.
  const left = await queryOne<{ pending: number }>(
    scope.em,
    'select coalesce(max(id) - min(id) + 1, 0)::int as pending from quality_pending',
  );
  scope.events.publish('crm.quality_progress', { checked: waiting.length, pending: left?.pending ?? 0, pairs });
  return waiting.length;
}

/**
 * Takes away what is stored about deleted records. A record that was merged may come back, and with it what was decided
 * about its pairs.
 */
async function forget(scope: QualityScope, entity: QualityEntity, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await query(scope.em, 'delete from record_quality where entity = $1 and entity_id = any($2::uuid[])', [entity, ids]);
  await query(
    scope.em,
    `delete from duplicate_candidate d
     where d.entity = $1 and (d.left_id = any($2::uuid[]) or d.right_id = any($2::uuid[]))
     and not exists (select 1 from record_merge m where m.status = 'done' and m.loser_id in (d.left_id, d.right_id))`,
    [entity, ids],
  );
}
