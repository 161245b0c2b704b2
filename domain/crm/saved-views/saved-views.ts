import { LockMode } from '@mikro-orm/core';
import { SavedView } from '../../../db/entities/crm/saved-view.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type {
  CreateSavedView,
  SavedViewView,
  SegmentEntity,
  UpdateSavedView,
} from '../../../kernel/contracts/segments.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ReadScope, WriteScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { segmentError } from '../segments/errors.ts';

const VIEW_SQL = `select v.id, v.name, v.entity, v.settings, v.shared, v.owner_id, u.name as owner_name, v.version
  from saved_view v join app_user u on u.id = v.owner_id`;

/** The views of a list that one may use: one's own first, then the shared ones, by name. */
export async function listSavedViews(
  scope: ReadScope,
  input: { readonly entity: SegmentEntity },
): Promise<SavedViewView[]> {
  return await query<SavedViewView>(
    scope.em,
    `${VIEW_SQL} where v.entity = $1 and (v.shared or v.owner_id = $2) order by (v.owner_id = $2) desc, v.name, v.id`,
    [input.entity, scope.actor.userId],
  );
}

/**
 * Keeps how one looks at a list.
 * @throws AppError `crm.view_name_taken`, `access.not_permitted` for a shared one
 */
export async function createSavedView(outer: WriteScope, input: CreateSavedView): Promise<SavedViewView> {
  if (input.shared) requirePermission(outer.actor, 'crm.configure');
  return await inTransaction(outer, async (scope) => {
    await requireFreeName(scope, input);
    const now = scope.clock.now();
    const { id } = scope.em.create(SavedView, {
      id: newId(),
      ...input,
      owner: scope.actor.userId,
      createdAt: now,
      updatedAt: now,
    });
    await scope.em.flush();
    return await readView(scope, id);
  });
}

/**
 * Changes a view: one's own, or a shared one with `crm.configure`.
 * @throws AppError `crm.view_not_found`, `crm.stale_version`, `crm.view_name_taken`, `access.not_permitted`
 */
export async function updateSavedView(
  outer: WriteScope,
  input: UpdateSavedView & { readonly id: string },
): Promise<SavedViewView> {
  return await inTransaction(outer, async (scope) => {
    const view = await lockView(scope, input.id);
    requireVersion(view, input.version);
    if (input.shared) requirePermission(scope.actor, 'crm.configure');
    await requireFreeName(scope, { entity: view.entity, name: input.name ?? view.name }, view);
    view.name = input.name ?? view.name;
    view.settings = input.settings ?? view.settings;
    view.shared = input.shared ?? view.shared;
    view.updatedAt = scope.clock.now();
    await scope.em.flush();
    return await readView(scope, view.id);
  });
}

/** @throws AppError `crm.view_not_found`, `access.not_permitted` */
export async function deleteSavedView(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    scope.em.remove(await lockView(scope, input.id));
    await scope.em.flush();
  });
}

async function readView(scope: ReadScope, id: string): Promise<SavedViewView> {
  const [view] = await query<SavedViewView>(scope.em, `${VIEW_SQL} where v.id = $1`, [id]);
  if (!view) throw segmentError('crm.view_not_found', { details: { id } });
  return view;
}

async function lockView(scope: WriteScope, id: string) {
  const view = await scope.em.findOne(SavedView, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const mine = view?.owner === scope.actor.userId;
  if (!view || (!mine && !view.shared)) throw segmentError('crm.view_not_found', { details: { id } });
  if (!mine) requirePermission(scope.actor, 'crm.configure');
  return view;
}

async function requireFreeName(
  scope: WriteScope,
  wanted: { readonly entity: SegmentEntity; readonly name: string },
  self?: { readonly id: string; readonly owner: string },
): Promise<void> {
  const taken = await query(
    scope.em,
    'select 1 from saved_view where owner_id = $1 and entity = $2 and name = $3 and id is distinct from $4::uuid',
    [self?.owner ?? scope.actor.userId, wanted.entity, wanted.name, self?.id ?? null],
  );
  if (taken.length > 0) throw segmentError('crm.view_name_taken', { details: { name: wanted.name } });
}
