import { query, queryOne, type Params } from '../../db/query.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ReadScope } from '../knowledge-scope.ts';

/** A list: `from` with its joins, one row each; `orderBy` is total. */
export interface PagePlan {
  /** With parameters of its own a function: the count of all rows must not be given them. */
  readonly columns: string | ((params: Params) => string);
  readonly from: string;
  readonly where: readonly string[];
  readonly orderBy: string;
  readonly params: Params;
}

/** Reads one page of rows and the number of all rows that match. */
export async function pageOf<Row extends object>(
  scope: Pick<ReadScope, 'em'>,
  plan: PagePlan,
  request: { readonly page: number; readonly page_size: number },
): Promise<Page<Row>> {
  const source = `from ${plan.from} where ${plan.where.length > 0 ? plan.where.join(' and ') : 'true'}`;
  const counted = [...plan.params.values];
  const columns = typeof plan.columns === 'string' ? plan.columns : plan.columns(plan.params);
  const limit = plan.params.add(request.page_size);
  const offset = plan.params.add((request.page - 1) * request.page_size);
  const items = await query<Row>(
    scope.em,
    `select ${columns} ${source} order by ${plan.orderBy} limit ${limit} offset ${offset}`,
    plan.params.values,
  );
  // A first page that is not full says how many there are.
  const known = request.page === 1 && items.length < request.page_size;
  const total = known
    ? items.length
    : ((await queryOne<{ total: number }>(scope.em, `select count(*)::int as total ${source}`, counted))?.total ?? 0);
  return { items, total, page: request.page, page_size: request.page_size };
}
