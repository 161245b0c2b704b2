import { Params, query } from '../../../db/query.ts';
import type { MergeList, MergeView, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { qualityError } from '../quality/errors.ts';
import { wordOf } from './merge-fields.ts';
import { MERGE_REFERENCES, referenceName } from './merge-references.ts';

type Row = Omit<MergeView, 'fields' | 'moved' | 'undo_report'> & {
  readonly fields: { field: string; before: unknown; after: unknown }[];
  readonly moved: { reference: string; moved: number; dropped: number }[];
  readonly undo_report: string[] | null;
};

const COLUMNS = `m.id, m.entity, m.survivor_id, m.survivor_name, m.loser_id, m.loser_name, m.fields, m.moved, m.status,
  mu.name as merged_by_name, iso(m.merged_at) as merged_at, uu.name as undone_by_name, iso(m.undone_at) as undone_at, m.undo_report`;
const JOINS = 'left join app_user mu on mu.id = m.merged_by_id left join app_user uu on uu.id = m.undone_by_id';

/** Columns of a record nobody reads in a history. */
const TECHNICAL: ReadonlySet<string> = new Set(['search_text', 'team_id', 'owned_since', 'last_activity_at']);

/** Columns that hold the id of something with a name. */
const NAMED: ReadonlySet<string> = new Set(['owner_id', 'product_id']);

/** The condition that a merge is the actor's to see: its survivor is, or the actor did it while it was. */
function visibleMerges(scope: ReadScope, params: Params): string {
  if (scope.actor.dataScope === 'all') return 'true';
  const seen = (entity: QualityEntity, from: string): string =>
    `(m.entity = '${entity}' and exists (select 1 from ${from} and ${visibleRows(scope.actor, 'v', params)}))`;
  return `(${[
    seen('customer', 'customer v where v.id = m.survivor_id'),
    seen('contact', 'contact t join customer v on v.id = t.customer_id where t.id = m.survivor_id'),
    seen('lead', 'lead v where v.id = m.survivor_id'),
  ].join(' or ')})`;
}

/** Merges of records the actor may see, the latest first. */
export async function listMerges(scope: ReadScope, input: MergeList): Promise<Page<MergeView>> {
  const params = new Params();
  const where = [visibleMerges(scope, params)];
  if (input.entity) where.push(`m.entity = ${params.add(input.entity)}`);
  if (input.record_id) {
    const id = params.add(input.record_id);
    where.push(`(m.survivor_id = ${id} or m.loser_id = ${id})`);
  }
  const page = await pageOfRows<Row>(
    scope,
    {
      from: 'record_merge m',
      alias: 'm',
      where,
      orderBy: 'm.merged_at desc, m.id desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
  return { ...page, items: await viewsOf(scope, page.items) };
}

/**
 * One merge.
 * @throws AppError `crm.merge_not_found`, also for one whose survivor the actor may not see
 */
export async function getMerge(scope: ReadScope, input: { readonly id: string }): Promise<MergeView> {
  const params = new Params();
  const [row] = await query<Row>(
    scope.em,
    `select ${COLUMNS} from record_merge m ${JOINS} where m.id = ${params.add(input.id)} and ${visibleMerges(scope, params)}`,
    params.values,
  );
  const [view] = row ? await viewsOf(scope, [row]) : [];
  if (!view) throw qualityError('crm.merge_not_found');
  return view;
}

/** Reads a merge without asking whose it is: for the answer of a verb that has settled that. */
export async function readMerge(scope: ReadScope, id: string): Promise<MergeView> {
  const [row] = await query<Row>(scope.em, `select ${COLUMNS} from record_merge m ${JOINS} where m.id = $1`, [id]);
  const [view] = row ? await viewsOf(scope, [row]) : [];
  if (!view) throw qualityError('crm.merge_not_found');
  return view;
}

/** Merges as the wire shows them: owners and products by name, numbers masked for whoever may not read them. */
async function viewsOf(scope: ReadScope, rows: readonly Row[]): Promise<MergeView[]> {
  const named = rows.flatMap(({ fields }) =>
    fields.filter(({ field }) => NAMED.has(field)).flatMap(({ before, after }) => [before, after]),
  );
  const names = await query<{ id: string; name: string }>(
    scope.em,
    `select id, name from app_user where id = any($1::uuid[]) union all select id, name from product where id = any($1::uuid[])`,
    [named.filter((id) => typeof id === 'string')],
  );
  const nameOf = new Map<unknown, string>(names.map((row) => [row.id, row.name]));
  return rows.map((row) => viewOf(scope, row, nameOf));
}

function viewOf(scope: ReadScope, row: Row, nameOf: ReadonlyMap<unknown, string>): MergeView {
  const reveal = scope.actor.permissions.has('pii.reveal');
  const show = (field: string, value: unknown): unknown => {
    if (NAMED.has(field)) return nameOf.get(value) ?? null;
    return field === 'phone' && typeof value === 'string' && !reveal ? maskPhone(value) : value;
  };
  return {
    ...row,
    fields: row.fields
      .filter(({ field }) => !TECHNICAL.has(field))
      .map(({ field, before, after }) => ({
        field,
        label: wordOf(field),
        before: show(field, before),
        after: show(field, after),
      })),
    moved: row.moved
      .filter(({ reference, moved, dropped }) => moved + dropped > 0 && !reference.endsWith('.entity_id'))
      .map((one) => ({ label: labelOf(one.reference), ...one })),
    undo_report: row.undo_report ?? [],
  };
}

/** The word for a reference; one a newer release no longer knows keeps its name. */
function labelOf(reference: string): string {
  return MERGE_REFERENCES.find((one) => referenceName(one) === reference)?.label ?? reference;
}
