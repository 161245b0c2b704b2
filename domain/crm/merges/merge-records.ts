import { query, queryOne } from '../../../db/query.ts';
import type { MergeRecords, MergeView, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import { requireVersion } from '../lock-row.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';
import { lockLines, refuseCircleThrough } from '../relations/refuse-circle.ts';
import { recordChange } from '../record-change.ts';
import { recordsMerged } from './signals.ts';
import { mergeFields, wordOf } from './merge-fields.ts';
import { readPair, type MergePair } from './merge-pair.ts';
import { referencesTo } from './merge-references.ts';
import { readMerge } from './merge-view.ts';
import { moveReference, requireNothingLeft, type MovedCount } from './move-references.ts';
import { patchRow, withDerived } from './patch-row.ts';
import { tellMoved } from './tell-moved.ts';

/**
 * Makes one record of two, in one transaction: the survivor takes the chosen values and everything that pointed to the
 * loser, the loser's row is kept whole for an undo and deleted. Nothing happens when one of them is not as it was shown.
 *
 * @throws AppError `crm.merge_same_record`, `crm.…_not_found`, `crm.stale_version`, `crm.merge_record_gone`,
 *   `crm.merge_two_owners`, `crm.merge_two_customers`, `crm.merge_bad_choice`, `crm.merge_circular`
 */
export async function mergeRecords(outer: Scope, input: MergeRecords): Promise<MergeView> {
  const merge = await inTransaction(outer, async (scope) => {
    if (input.entity !== 'lead') await lockLines(scope, input.entity);
    const pair = await readPair(scope, input, true);
    requireVersion(pair.survivor, input.survivor_version);
    requireVersion(pair.loser, input.loser_version);
    const id = newId();
    const patch = patchOf(input, pair);
    await insertMerge(scope, id, input.entity, pair, patch);
    const moved: MovedCount[] = [];
    const ids = { mergeId: id, survivor: pair.survivor.id, loser: pair.loser.id };
    for (const reference of referencesTo(input.entity)) moved.push(await moveReference(scope, reference, ids));
    if (input.entity !== 'lead') await refuseCircleThrough(scope, input.entity, pair.survivor.id);
    const { table } = RECORD_TABLES[input.entity];
    await requireNothingLeft(scope, table, pair.loser.id);
    await query(scope.em, `delete from ${table} where id = $1`, [pair.loser.id]);
    await patchRow(scope, { entity: input.entity, id: pair.survivor.id, now: pair.survivor.row, patch });
    await query(scope.em, 'update record_merge set moved = $2::jsonb where id = $1', [id, JSON.stringify(moved)]);
    await settleCandidate(scope, input.entity, pair);
    await tell(scope, id, input.entity, pair, patch);
    return id;
  });
  outer.em.clear();
  return await readMerge(outer, merge);
}

/** The columns of the survivor that change, and what follows from them. */
function patchOf(input: MergeRecords, { survivor, loser }: MergePair): JsonRecord {
  const chosen = mergeFields(input.entity, survivor.row, loser.row, input.choices);
  const patch: Record<string, unknown> = Object.assign({}, ...chosen.map((field) => field.columns));
  const latest = [survivor.row.last_activity_at, loser.row.last_activity_at]
    .filter((at): at is string => typeof at === 'string')
    .toSorted((a, b) => new Date(a).getTime() - new Date(b).getTime())
    .at(-1);
  if (latest !== undefined) patch.last_activity_at = latest;
  return withDerived(input.entity, survivor.row, patch);
}

async function insertMerge(
  scope: Scope,
  id: string,
  entity: QualityEntity,
  { survivor, loser }: MergePair,
  patch: JsonRecord,
): Promise<void> {
  const fields = Object.entries(patch).map(([field, after]) => ({
    field,
    before: survivor.row[field] ?? null,
    after: after ?? null,
  }));
  // The row goes from the table into the snapshot inside the database: nothing is rounded on the way.
  await query(
    scope.em,
    `insert into record_merge (id, entity, survivor_id, loser_id, survivor_name, loser_name, loser, fields, moved, status, merged_by_id, merged_at)
     select $1, $2, $3, r.id, $5, $6, to_jsonb(r), $7::jsonb, '[]', 'done', $8, $9 from ${RECORD_TABLES[entity].table} r where r.id = $4`,
    [
      id,
      entity,
      survivor.id,
      loser.id,
      survivor.name,
      loser.name,
      JSON.stringify(fields),
      scope.actor.kind === 'system' ? null : scope.actor.userId,
      scope.clock.now(),
    ],
  );
}

async function settleCandidate(scope: Scope, entity: QualityEntity, { survivor, loser }: MergePair): Promise<void> {
  const [left, right] = [survivor.id, loser.id].toSorted();
  await queryOne(
    scope.em,
    `update duplicate_candidate set status = 'merged', decided_by_id = $4, decided_at = $5, updated_at = $5
     where entity = $1 and left_id = $2 and right_id = $3`,
    [entity, left, right, scope.actor.kind === 'system' ? null : scope.actor.userId, scope.clock.now()],
  );
}

/** Audit, timeline, events and the signal for rooms that keep references without a foreign key. */
async function tell(
  scope: Scope,
  id: string,
  entity: QualityEntity,
  { survivor, loser }: MergePair,
  patch: JsonRecord,
): Promise<void> {
  const changed = Object.keys(patch).filter((column) => column !== 'search_text');
  const before = Object.fromEntries(changed.map((column) => [column, survivor.row[column] ?? null]));
  const after = Object.fromEntries(changed.map((column) => [column, patch[column] ?? null]));
  recordChange(scope, {
    entity,
    id: survivor.id,
    change: 'updated',
    verb: 'merged',
    before,
    after: { ...after, merge_id: id, loser_id: loser.id, loser_name: loser.name },
  });
  recordChange(scope, {
    entity,
    id: loser.id,
    change: 'deleted',
    verb: 'merged_away',
    before: { name: loser.name },
    after: { merge_id: id, survivor_id: survivor.id },
  });
  const customerId = entity === 'customer' ? survivor.id : survivor.row.customer_id;
  const fields = changed
    .filter((column) => !['last_activity_at', 'team_id', 'owned_since'].includes(column))
    .map(wordOf);
  appendTimeline(scope, {
    customerId: typeof customerId === 'string' ? customerId : null,
    kind: `${entity}.merged`,
    about: `“${loser.name}”并入“${survivor.name}”`,
    body: fields.length > 0 ? `补充或更新：${fields.join('、')}` : null,
    entity,
    entityId: survivor.id,
  });
  await tellMoved(scope, id);
  await scope.jobs.tell(scope.em, recordsMerged, {
    entity,
    merge_id: id,
    survivor_id: survivor.id,
    loser_id: loser.id,
    undone: false,
  });
  await scope.em.flush();
}
