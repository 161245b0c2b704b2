import { Params, query, queryOne } from '../../../db/query.ts';
import type { BulkChange, BulkEditRow, BulkEditView } from '../../../kernel/contracts/data-quality.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';
import { qualityError } from '../quality/errors.ts';
import { EXCLUSIONS } from './bulk-exclusions.ts';

/** A bulk edit as it is stored. */
export type StoredBulkEdit = Omit<BulkEditView, 'change'> & { readonly change: BulkChange };

const COLUMNS = `b.id, b.entity, b.change, b.status, b.total, b.processed, b.changed, b.unchanged, b.skipped, b.undone, b.kept, b.error,
  u.name as created_by_name, iso(b.created_at) as created_at, iso(b.finished_at) as finished_at, iso(b.undone_at) as undone_at`;
const JOINS = 'left join app_user u on u.id = b.created_by_id';

/** Whose bulk edits one sees: one's own, or all for those who see all records. */
function visibleBulkEdits(scope: ReadScope, params: Params): string {
  return scope.actor.dataScope === 'all' ? 'true' : `b.created_by_id = ${params.add(scope.actor.userId)}`;
}

/**
 * One bulk edit.
 * @throws AppError `crm.bulk_edit_not_found`, also for one of somebody else
 */
export async function getBulkEdit(scope: ReadScope, input: { readonly id: string }): Promise<StoredBulkEdit> {
  const params = new Params();
  const row = await queryOne<StoredBulkEdit>(
    scope.em,
    `select ${COLUMNS} from bulk_edit b ${JOINS} where b.id = ${params.add(input.id)} and ${visibleBulkEdits(scope, params)}`,
    params.values,
  );
  if (!row) throw qualityError('crm.bulk_edit_not_found');
  return row;
}

/** The bulk edits one may see, the latest first. */
export async function listBulkEdits(scope: ReadScope, input: PageRequest): Promise<Page<StoredBulkEdit>> {
  const params = new Params();
  const where = [visibleBulkEdits(scope, params)];
  return await pageOfRows<StoredBulkEdit>(
    scope,
    {
      from: 'bulk_edit b',
      alias: 'b',
      where,
      orderBy: 'b.created_at desc, b.id desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/** Why a row was left alone. */
const REASONS: Readonly<Record<string, string>> = {
  ...EXCLUSIONS,
  changed_meanwhile: '预览之后被别人改过，没有修改',
  changed_since: '批量修改之后又被改过，没有恢复',
  gone: '记录已经不在，或者已看不到',
};

/**
 * The records of a bulk edit in their order.
 * @throws AppError `crm.bulk_edit_not_found`
 */
export async function listBulkEditRows(
  scope: ReadScope,
  input: PageRequest & { readonly id: string; readonly status?: string | undefined },
): Promise<Page<BulkEditRow>> {
  await getBulkEdit(scope, input);
  const params = new Params();
  const where = [`r.bulk_edit_id = ${params.add(input.id)}`];
  if (input.status) where.push(`r.status = ${params.add(input.status)}`);
  const page = await pageOfRows<BulkEditRow>(
    scope,
    {
      from: 'bulk_edit_row r',
      alias: 'r',
      where,
      orderBy: 'r.position',
      columns: 'r.position, r.entity_id, r.name, r.status, r.reason, r.before, r.after',
      joins: '',
      params,
    },
    input,
  );
  return { ...page, items: await withNames(scope, page.items) };
}

/** Owners by name, reasons in words. */
async function withNames(scope: ReadScope, rows: readonly BulkEditRow[]): Promise<BulkEditRow[]> {
  const owners = new Set(rows.flatMap(({ before, after }) => [before.owner_id, after.owner_id]));
  const names = await query<{ id: string; name: string }>(
    scope.em,
    'select id, name from app_user where id = any($1::uuid[])',
    [[...owners].filter((id) => typeof id === 'string')],
  );
  const nameOf = new Map(names.map((row) => [row.id, row.name]));
  const shown = (values: BulkEditRow['before']): BulkEditRow['before'] =>
    'owner_id' in values ? { ...values, owner_name: nameOf.get(String(values.owner_id)) ?? null } : values;
  return rows.map((row) => ({
    ...row,
    reason: row.reason === null ? null : (REASONS[row.reason] ?? row.reason),
    before: shown(row.before),
    after: shown(row.after),
  }));
}
