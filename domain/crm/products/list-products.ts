import { Params } from '../../../db/query.ts';
import type { ProductView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { containsPattern } from '../words-match.ts';

/** The columns of a `ProductView`, for a product under the alias `pr`. */
export const PRODUCT_COLUMNS = `pr.id, pr.name, pr.series, pr.list_price::float8 as list_price, pr.external_id, pr.version,
  iso(pr.created_at) as created_at, iso(pr.updated_at) as updated_at`;

const SORTS = {
  name: 'pr.name',
  series: 'pr.series',
  list_price: 'pr.list_price',
  created_at: 'pr.created_at',
} as const;

export interface ListProducts {
  readonly page: number;
  readonly page_size: number;
  readonly sort?: string | undefined;
  readonly q?: string | undefined;
}

/**
 * What we sell, by name unless told otherwise; everybody who may read the CRM sees all of it.
 * @throws AppError `crm.unknown_sort`
 */
export async function listProducts(scope: Pick<ReadScope, 'em'>, input: ListProducts): Promise<Page<ProductView>> {
  const params = new Params();
  const where: string[] = [];
  if (input.q?.trim()) {
    const pattern = params.add(containsPattern(input.q));
    where.push(`(lower(pr.name) like ${pattern} or lower(pr.series) like ${pattern})`);
  }
  const order = orderBy(input.sort, SORTS, 'pr', 'name');
  return await pageOfRows<ProductView>(
    scope,
    { from: 'product pr', alias: 'pr', where, orderBy: order, columns: PRODUCT_COLUMNS, joins: '', params },
    input,
  );
}
