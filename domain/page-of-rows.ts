import { query, queryOne, type Params } from '../db/query.ts';
import type { Page } from '../kernel/contracts/paging.ts';
import type { Scope } from './scope.ts';

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
  /**
   * Whether the filter is read once for page and number together: right where it picks its rows by itself (a search), wrong
   * where the order has an index and the page is its beginning.
   */
  readonly picky?: boolean;
}

export interface PageRequest {
  readonly page: number;
  readonly page_size: number;
  /**
   * Reads on by id instead: the rows behind this id (an empty text: from the first), whatever the order of the list, and
   * no number of all rows. The page number does not count then.
   */
  readonly after_id?: string | undefined;
}

type Counted<Row> = Row & { total_rows: number };

/**
 * Reads one page and the number of all matching rows in one statement. The page's rows are picked first, so subqueries
 * of the view run for them only.
 */
export async function pageOfRows<Row extends object>(
  scope: Pick<Scope, 'em'>,
  plan: ListPlan,
  request: PageRequest,
): Promise<Page<Row>> {
  if (request.after_id !== undefined) return await rowsAfter(scope, plan, request, request.after_id);
  const { params, alias } = plan;
  const source = `from ${plan.from} ${plan.filterJoins ?? ''} where ${plan.where.length > 0 ? plan.where.join(' and ') : 'true'}`;
  const count = `select count(*)::int as total_rows ${source}`;
  const counted = [...params.values];
  const limit = params.add(request.page_size);
  const offset = params.add((request.page - 1) * request.page_size);
  const text = plan.picky
    ? `select ${plan.columns}, hit.total_rows
       from (select ${alias}.id, count(*) over ()::int as total_rows ${source} order by ${plan.orderBy} limit ${limit} offset ${offset}) hit
       join ${plan.from} on ${alias}.id = hit.id ${plan.joins} order by ${plan.orderBy}`
    : `select ${plan.columns}, (${count}) as total_rows
       from (select ${alias}.* ${source} order by ${plan.orderBy} limit ${limit} offset ${offset}) ${alias}
       ${plan.joins} order by ${plan.orderBy}`;
  const rows = await query<Counted<Row>>(scope.em, text, params.values);
  const total = await totalOf(scope, rows, request, count, counted);
  return { items: rows.map(withoutTotal), total, page: request.page, page_size: request.page_size };
}

/** The rows behind an id in the order of their ids; the total is only how many there are on the page. */
async function rowsAfter<Row extends object>(
  scope: Pick<Scope, 'em'>,
  plan: ListPlan,
  request: PageRequest,
  after: string,
): Promise<Page<Row>> {
  const { params, alias } = plan;
  const behind = after === '' ? [] : [`${alias}.id > ${params.add(after)}::uuid`];
  const where = [...plan.where, ...behind];
  const items = await query<Row>(
    scope.em,
    `select ${plan.columns}
     from (select ${alias}.* from ${plan.from} ${plan.filterJoins ?? ''} where ${where.length > 0 ? where.join(' and ') : 'true'}
       order by ${alias}.id limit ${params.add(request.page_size)}) ${alias}
     ${plan.joins} order by ${alias}.id`,
    params.values,
  );
  return { items, total: items.length, page: request.page, page_size: request.page_size };
}

/** Every page carries the total, except an empty one past the end. */
async function totalOf(
  scope: Pick<Scope, 'em'>,
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
