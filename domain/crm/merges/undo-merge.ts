import { query, queryOne } from '../../../db/query.ts';
import type { MergeView, UndoPreview } from '../../../kernel/contracts/data-quality.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { ReadScope } from '../crm-scope.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import { qualityError } from '../quality/errors.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';
import { recordChange } from '../record-change.ts';
import { touchLastActivity } from '../touch-last-activity.ts';
import { mayMergeOwners } from './may-merge-owners.ts';
import { wordOf } from './merge-fields.ts';
import { referencesTo } from './merge-references.ts';
import { getMerge, readMerge } from './merge-view.ts';
import { moveBack } from './move-references.ts';
import { patchRow } from './patch-row.ts';
import { planUndo, type StoredMerge, type UndoPlan } from './plan-undo.ts';
import { restoreRow } from './restore-row.ts';
import { recordsMerged } from './signals.ts';
import { tellMoved } from './tell-moved.ts';

/** What an undo would bring back, and what changed since. @throws AppError `crm.merge_not_found` */
export async function previewUndo(scope: ReadScope, input: { readonly id: string }): Promise<UndoPreview> {
  const view = await getMerge(scope, input);
  const plan = await planUndo(scope, await storedMerge(scope, input.id, false), false);
  return {
    merge: view,
    restored_fields: shownColumns(plan),
    moved_back: plan.movedBack,
    obstacles: plan.impossible ? [plan.impossible] : plan.obstacles,
    impossible: plan.impossible !== undefined || view.status === 'undone',
  };
}

/**
 * Makes two records of one again: the deleted row comes back under its id, the survivor's fields go back, and exactly the
 * rows that were moved return. What was added to the survivor since stays with it. Where something changed since, nothing
 * is done unless `force` is set; then the rest is restored and the merge says what was not.
 *
 * @throws AppError `crm.merge_not_found`, `crm.merge_already_undone`, `crm.merge_two_owners`, `crm.merge_undo_impossible`,
 *   `crm.merge_undo_blocked`
 */
export async function undoMerge(
  outer: Scope,
  input: { readonly id: string; readonly force: boolean },
): Promise<MergeView> {
  await getMerge(outer, input);
  await inTransaction(outer, async (scope) => {
    const merge = await storedMerge(scope, input.id, true);
    if (merge.status === 'undone') throw qualityError('crm.merge_already_undone');
    const plan = await planUndo(scope, merge, true);
    if (plan.impossible) throw qualityError('crm.merge_undo_impossible', { details: { reason: plan.impossible } });
    requireOneOwner(scope, merge, plan);
    if (plan.obstacles.length > 0 && !input.force)
      throw qualityError('crm.merge_undo_blocked', { details: { obstacles: plan.obstacles.join('；') } });
    await carryOut(scope, merge, plan);
    await tell(scope, merge, plan);
  });
  outer.em.clear();
  return await readMerge(outer, input.id);
}

/** An undo hands records out as a merge takes them: to another owner only with the right to assign. */
function requireOneOwner(scope: Scope, merge: StoredMerge, plan: UndoPlan): void {
  if (merge.entity === 'contact') return;
  const now = ownerOf(plan.survivor);
  const after = 'owner_id' in plan.patch ? ownerOf(plan.patch) : now;
  const may = (other: string | null): boolean => mayMergeOwners(scope.actor, now, other);
  if (!may(after) || !may(ownerOf(merge.loser))) throw qualityError('crm.merge_two_owners');
}

function ownerOf(row: JsonRecord): string | null {
  return typeof row.owner_id === 'string' ? row.owner_id : null;
}

async function carryOut(scope: Scope, merge: StoredMerge, plan: UndoPlan): Promise<void> {
  const { table } = RECORD_TABLES[merge.entity];
  const ids = { mergeId: merge.id, survivor: merge.survivor_id, loser: merge.loser_id };
  // The survivor first: an external id it had taken over must be free again.
  await patchRow(scope, { entity: merge.entity, id: merge.survivor_id, now: plan.survivor, patch: plan.patch });
  await restoreRow(scope, table, merge.id, plan.loserPatch);
  for (const reference of referencesTo(merge.entity)) await moveBack(scope, reference, ids);
  const touched = [merge.survivor_id, merge.loser_id];
  const changedSince = plan.obstacles.length > 0 || !('last_activity_at' in plan.patch);
  if (changedSince && merge.entity === 'customer') await touchLastActivity(scope, { customers: touched });
  if (changedSince && merge.entity === 'lead') await touchLastActivity(scope, { leads: touched });
  const actor = scope.actor.kind === 'system' ? null : scope.actor.userId;
  await query(
    scope.em,
    `update record_merge set status = 'undone', undone_by_id = $2, undone_at = $3, undo_report = $4::jsonb where id = $1`,
    [merge.id, actor, scope.clock.now(), JSON.stringify(plan.obstacles)],
  );
}

async function tell(scope: Scope, merge: StoredMerge, plan: UndoPlan): Promise<void> {
  const { entity, survivor_id, loser_id } = merge;
  const after = { merge_id: merge.id, restored: Object.keys(plan.patch), not_restored: plan.obstacles };
  recordChange(scope, { entity, id: survivor_id, change: 'updated', verb: 'merge_undone', after });
  recordChange(scope, { entity, id: loser_id, change: 'created', verb: 'restored', after: { merge_id: merge.id } });
  const customerId = entity === 'customer' ? survivor_id : plan.survivor.customer_id;
  appendTimeline(scope, {
    customerId: typeof customerId === 'string' ? customerId : null,
    kind: `${entity}.merge_undone`,
    about: `“${merge.loser_name}”重新分开`,
    body: plan.obstacles.length > 0 ? `没有恢复：${plan.obstacles.join('；')}` : null,
    entity,
    entityId: survivor_id,
  });
  await tellMoved(scope, merge.id);
  await scope.jobs.tell(scope.em, recordsMerged, { entity, merge_id: merge.id, survivor_id, loser_id, undone: true });
  await scope.em.flush();
}

async function storedMerge(scope: ReadScope, id: string, lock: boolean): Promise<StoredMerge> {
  const row = await queryOne<StoredMerge>(
    scope.em,
    `select id, entity, survivor_id, loser_id, survivor_name, loser_name, loser, fields, status from record_merge
     where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  if (!row) throw qualityError('crm.merge_not_found');
  return row;
}

function shownColumns(plan: UndoPlan): string[] {
  return Object.keys(plan.patch)
    .filter((column) => !['team_id', 'owned_since', 'last_activity_at'].includes(column))
    .map(wordOf);
}
