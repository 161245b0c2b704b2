import { LockMode } from '@mikro-orm/core';
import { Segment } from '../../../db/entities/crm/segment.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import type { CreateSegment, SegmentView, UpdateSegment } from '../../../kernel/contracts/segments.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { fieldsOf } from '../fields/fields-of.ts';
import { requireVersion } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { segmentError } from './errors.ts';
import { readSegment } from './segment-view.ts';

/**
 * Saves a condition under a name.
 * @throws AppError `conditions.invalid`, `crm.segment_name_taken`, `access.not_permitted` for a shared one
 */
export async function createSegment(outer: WriteScope, input: CreateSegment): Promise<SegmentView> {
  if (input.shared) requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    checkCondition(input.condition, (await fieldsOf(scope, input.entity)).catalogue);
    await requireFreeName(scope, input.name);
    const now = scope.clock.now();
    const segment = scope.em.create(Segment, {
      id: newId(),
      ...input,
      owner: scope.actor.userId,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'segment', id: segment.id, change: 'created', after: input });
    await scope.em.flush();
    return await readSegment(scope, segment.id);
  });
}

/**
 * Changes a segment: one's own, or a shared one with `crm.configure`.
 * @throws AppError `crm.segment_not_found`, `crm.stale_version`, `conditions.invalid`, `crm.segment_name_taken`,
 *   `access.not_permitted`
 */
export async function updateSegment(
  outer: WriteScope,
  input: UpdateSegment & { readonly id: string },
): Promise<SegmentView> {
  return await inTransaction(outer, async (scope) => {
    const segment = await lockSegment(scope, input.id);
    requireVersion(segment, input.version);
    if (input.shared) requirePermission(scope.actor, 'crm.configure');
    const { name, condition, shared } = segment;
    const wanted = { name, condition, shared, ...input };
    checkCondition(wanted.condition, (await fieldsOf(scope, segment.entity)).catalogue);
    await requireFreeName(scope, wanted.name, segment);
    segment.name = wanted.name;
    segment.condition = wanted.condition;
    segment.shared = wanted.shared;
    segment.updatedAt = scope.clock.now();
    const before = { name, condition, shared };
    const after = { name: wanted.name, condition: wanted.condition, shared: wanted.shared };
    recordChange(scope, { entity: 'segment', id: segment.id, change: 'updated', before, after });
    await scope.em.flush();
    return await readSegment(scope, segment.id);
  });
}

/** @throws AppError `crm.segment_not_found`, `access.not_permitted` */
export async function deleteSegment(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const segment = await lockSegment(scope, input.id);
    const before = { name: segment.name, condition: segment.condition };
    scope.em.remove(segment);
    recordChange(scope, { entity: 'segment', id: segment.id, change: 'deleted', before });
    await scope.em.flush();
  });
}

async function lockSegment(scope: WriteScope, id: string) {
  const segment = await scope.em.findOne(Segment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const mine = segment?.owner === scope.actor.userId;
  if (!segment || (!mine && !segment.shared)) throw segmentError('crm.segment_not_found', { details: { id } });
  if (!mine) requirePermission(scope.actor, 'crm.configure');
  return segment;
}

async function requireFreeName(
  scope: WriteScope,
  name: string,
  self?: { readonly id: string; readonly owner: string },
): Promise<void> {
  const text = 'select 1 from segment where owner_id = $1 and name = $2 and id is distinct from $3::uuid';
  const taken = await query(scope.em, text, [self?.owner ?? scope.actor.userId, name, self?.id ?? null]);
  if (taken.length > 0) throw segmentError('crm.segment_name_taken', { details: { name } });
}
