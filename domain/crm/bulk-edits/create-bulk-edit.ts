import { BulkEdit } from '../../../db/entities/crm/bulk-edit.entity.ts';
import { Params, query, queryOne } from '../../../db/query.ts';
import type {
  BulkChange,
  BulkEditPreview,
  CreateBulkEdit,
  BulkEntity,
} from '../../../kernel/contracts/data-quality.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { qualityError } from '../quality/errors.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { getBulkEdit, listBulkEditRows } from './bulk-edit-view.ts';
import { exclusionSql } from './bulk-exclusions.ts';
import { checkedChange } from './bulk-fields.ts';
import { BULK_TABLES } from './bulk-tables.ts';
import { sameState, stateSql, targetState } from './row-state.ts';
import { selectRecords } from './select-records.ts';

const SAMPLE = 20;

/**
 * Prepares a bulk edit: which records, what each is like now and would be. Nothing is changed before it is started.
 *
 * @throws AppError `crm.bulk_edit_bad_field`, `crm.bulk_edit_bad_filter`, `crm.bulk_edit_too_many`, `crm.bulk_edit_empty`,
 *   `crm.assign_not_allowed`, `crm.owner_not_found`
 */
export async function createBulkEdit(outer: Scope, input: CreateBulkEdit): Promise<BulkEditPreview> {
  const change = await checkedChange(outer, input.entity, input.change);
  if (change.owner_id !== undefined) await resolveOwner(outer, change.owner_id);
  const { ids, not_found } = await selectRecords(outer, input.entity, input.selection);
  if (ids.length === 0) throw qualityError('crm.bulk_edit_empty');
  const id = newId();
  await inTransaction(outer, async (scope) => {
    scope.em.create(BulkEdit, {
      id,
      entity: input.entity,
      change,
      selection: input.selection,
      status: 'ready',
      total: ids.length,
      createdBy: scope.actor.userId,
      createdAt: scope.clock.now(),
    });
    appendAudit(scope, {
      action: 'bulk_edit.prepared',
      entity: 'bulk_edit',
      entityId: id,
      after: { entity: input.entity, change, rows: ids.length },
    });
    await scope.em.flush();
    await writeRows(scope, id, input.entity, change, ids);
    await countSettled(scope, id);
  });
  return await previewOf(outer, id, not_found);
}

async function writeRows(
  scope: Scope,
  id: string,
  entity: BulkEntity,
  change: BulkChange,
  ids: readonly string[],
): Promise<void> {
  const params = new Params();
  const state = stateSql(change, params);
  const rows = await query<{ id: string; name: string; state: Record<string, unknown>; excluded: string | null }>(
    scope.em,
    `select r.id, r.name, ${state} as state, ${exclusionSql(entity, change)} as excluded from unnest(${params.add(ids)}::uuid[]) with ordinality as w(id, at)
     join ${BULK_TABLES[entity].table} r on r.id = w.id order by w.at`,
    params.values,
  );
  const after = targetState(change);
  const written = rows.map((row, at) => {
    const status = row.excluded ? 'skipped' : sameState(row.state, after) ? 'unchanged' : 'waiting';
    return { position: at + 1, entity_id: row.id, name: row.name, status, reason: row.excluded, before: row.state };
  });
  await query(
    scope.em,
    `insert into bulk_edit_row (bulk_edit_id, position, entity_id, name, status, reason, before, after)
     select $1, n.position, n.entity_id, n.name, n.status, n.reason, n.before, $3::jsonb
     from jsonb_to_recordset($2::jsonb) as n(position int, entity_id uuid, name text, status text, reason text, before jsonb)`,
    [id, JSON.stringify(written), JSON.stringify(after)],
  );
}

/** Rows that stay as they are, or are left out, are done before the start. A record that has just gone is not counted. */
async function countSettled(scope: Scope, id: string): Promise<void> {
  await query(
    scope.em,
    `update bulk_edit b set total = n.total, unchanged = n.unchanged, skipped = n.skipped, processed = n.unchanged + n.skipped
     from (select count(*)::int as total, count(*) filter (where status = 'unchanged')::int as unchanged,
       count(*) filter (where status = 'skipped')::int as skipped from bulk_edit_row where bulk_edit_id = $1) n
     where b.id = $1`,
    [id],
  );
}

async function previewOf(scope: Scope, id: string, notFound: number): Promise<BulkEditPreview> {
  const counts = await queryOne<{ change: number; stay: number; skip: number }>(
    scope.em,
    `select count(*) filter (where status = 'waiting')::int as change, count(*) filter (where status = 'unchanged')::int as stay,
       count(*) filter (where status = 'skipped')::int as skip from bulk_edit_row where bulk_edit_id = $1`,
    [id],
  );
  const { items } = await listBulkEditRows(scope, { id, page: 1, page_size: SAMPLE });
  return {
    bulk_edit: await getBulkEdit(scope, { id }),
    sample: items,
    will_change: counts?.change ?? 0,
    will_stay: counts?.stay ?? 0,
    will_skip: counts?.skip ?? 0,
    not_found: notFound,
  };
}
