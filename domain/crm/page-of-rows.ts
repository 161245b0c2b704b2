import { query, queryOne, type Params } from '../../db/query.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { crmError } from './errors.ts';
import type { ReadScope } from './crm-scope.ts';

/** How a list is read: the filter decides which rows, and only the rows of the page get their other columns. */
export interface ListPlan {
  /** Table and alias, for instance `lead l`. */
  readonly from: string;
  /** Alias of the table. */
  readonly alias: string;
  /** Joins the filter needs, one row each. */
  readonly filterJoins?: string;
  readonly where: readonly string[];
  readonly orderBy: string;
  /** Columns of the view, and the joins they need. */
  readonly columns: string;
  readonly joins: string;
  readonly params: Params;
}

export interface PageRequest {
  readonly page: number;
  readonly page_size: number;
}

type Counted<Row> = Row & { total_rows: number };

/**
 * Reads one page and the number of all matching rows in one statement. The page's rows are picked first, so subqueries
 * of the view run for them only.
 */
export async function pageOfRows<Row extends object>(
  scope: Pick<ReadScope, 'em'>,
  plan: ListPlan,
  request: PageRequest,
): Promise<Page<Row>> {
  const { params, alias } = plan;
  const source = `from ${plan.from} ${plan.filterJoins ?? ''} where ${plan.where.length > 0 ? plan.where.join(' and ') : 'true'}`;
  const count = `select count(*)::int as total_rows ${source}`;
  const counted = [...params.values];
  const limit = params.add(request.page_size);
  const offset = params.add((request.page - 1) * request.page_size);
  const rows = await query<Counted<Row>>(
    scope.em,
    `select ${plan.columns}, (${count}) as total_rows
     from (select ${alias}.* ${source} order by ${plan.orderBy} limit ${limit} offset ${offset}) ${alias}
     ${plan.joins} order by ${plan.orderBy}`,
    params.values,
  );
  const total = await totalOf(scope, rows, request, count, counted);
  return { items: rows.map(withoutTotal), total, page: request.page, page_size: request.page_size };
}

/** Every page carries the total, except an empty one past the end. */
async function totalOf(
  scope: Pick<ReadScope, 'em'>,
  rows: readonly { total_rows: number }[],
  request: PageRequest,
  count: string,
  values: readonly unknown[],
): Promise<number> {
  if (rows[0]) return rows[0].total_rows;
  if (request.page === 1) return 0;
  return (await queryOne<{ total_rows: number }>(scope.em, count, values))?.total_rows ?? 0;
}

function withoutTotal<Row extends object>(row: Counted<Row>): Row {
  const { total_rows: _total, ...view } = row;
  return view as unknown as Row;
}

/**
 * The `order by` of a list from `field` or `-field`; the id makes it total. Rows without a value come last either way.
 * @throws AppError `crm.unknown_sort` for a field that is not in the table
 */
export function orderBy(
  sort: string | undefined,
  sorts: Readonly<Record<string, string>>,
  alias: string,
  fallback: string,
): string {
  const wanted = sort || fallback;
  const descending = wanted.startsWith('-');
  const column = sorts[descending ? wanted.slice(1) : wanted];
  if (!column)
    throw crmError('crm.unknown_sort', { details: { sort: wanted, allowed: Object.keys(sorts).join('、') } });
  const direction = descending ? 'desc' : 'asc';
  return `${column} ${direction}${NEVER_EMPTY.test(column) ? '' : ' nulls last'}, ${alias}.id ${direction}`;
}

/** Columns that always have a value: their plain order can use the index in both directions. */
const NEVER_EMPTY = /\.(created_at|updated_at|name|code|stage_changed_at)$/;
