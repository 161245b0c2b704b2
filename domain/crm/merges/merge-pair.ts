import { query, queryOne, Params } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import { qualityError } from '../quality/errors.ts';
import { ownerJoins, RECORD_TABLES } from '../quality/record-tables.ts';
import { lookUpSurvivor } from './find-survivor.ts';
import { mayMergeOwners } from './may-merge-owners.ts';

/** A record on its way into a merge: its whole row, and whose it is. */
export interface MergeRecord {
  readonly id: string;
  readonly row: JsonRecord;
  readonly name: string;
  readonly version: number;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
}

export interface MergePair {
  readonly survivor: MergeRecord;
  readonly loser: MergeRecord;
}

export interface PairRequest {
  readonly entity: QualityEntity;
  readonly survivor_id: string;
  readonly loser_id: string;
}

/**
 * Reads the two records of a merge, locked in the order of their ids when `lock` is set, so that two merges of one pair
 * wait for each other instead of for ever.
 *
 * @throws AppError `crm.merge_same_record`, `crm.…_not_found`, `crm.merge_record_gone` when one was merged meanwhile,
 *   `crm.merge_two_owners`, `crm.merge_two_customers`
 */
export async function readPair(scope: ReadScope, input: PairRequest, lock: boolean): Promise<MergePair> {
  if (input.survivor_id === input.loser_id) throw qualityError('crm.merge_same_record');
  const table = RECORD_TABLES[input.entity];
  const params = new Params();
  const ids = params.add([input.survivor_id, input.loser_id]);
  if (lock) {
    const lockIds = [input.survivor_id, input.loser_id];
    await query(scope.em, `select id from ${table.table} where id = any($1::uuid[]) order by id for update`, [lockIds]);
  }
  const rows = await query<MergeRecord>(
    scope.em,
    `select r.id, to_jsonb(r) as row, r.name, r.version, ${table.owned}.owner_id, u.name as owner_name
     from ${table.from} ${ownerJoins(table)}
     where r.id = any(${ids}::uuid[]) and ${visibleRows(scope.actor, table.owned, params)}`,
    params.values,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const survivor = byId.get(input.survivor_id) ?? (await refuseMissing(scope, input.entity, input.survivor_id));
  const loser = byId.get(input.loser_id) ?? (await refuseMissing(scope, input.entity, input.loser_id));
  requireMergeable(scope, input.entity, survivor, loser);
  return { survivor, loser };
}

/** A record that is not there: merged away meanwhile, or not to be seen. */
async function refuseMissing(scope: ReadScope, entity: QualityEntity, id: string): Promise<never> {
  const merged = await queryOne<{ loser_name: string }>(
    scope.em,
    "select loser_name from record_merge where loser_id = $1 and status = 'done' order by merged_at desc limit 1",
    [id],
  );
  const into = merged ? await lookUpSurvivor(scope, { entity, id }) : undefined;
  if (merged && into) {
    throw qualityError('crm.merge_record_gone', { details: { name: merged.loser_name, into: into.name } });
  }
  throw crmError(RECORD_TABLES[entity].missing, { details: { id } });
}

function requireMergeable(scope: ReadScope, entity: QualityEntity, survivor: MergeRecord, loser: MergeRecord): void {
  if (!mayMergeOwners(scope.actor, survivor.owner_id, loser.owner_id)) throw qualityError('crm.merge_two_owners');
  if (entity === 'customer') return;
  const [left, right] = [survivor.row.customer_id ?? null, loser.row.customer_id ?? null];
  const apart = entity === 'contact' ? left !== right : left !== null && right !== null && left !== right;
  if (apart) {
    const details = { label: RECORD_TABLES[entity].label, left: survivor.name, right: loser.name };
    throw qualityError('crm.merge_two_customers', { details });
  }
}
