import { Params } from '../../../db/query.ts';
import type { CustomerList, CustomerView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customConditions } from '../custom-fields/custom-conditions.ts';
import { hidePhone } from '../hide-phone.ts';
import { daysAgo } from '../local-today.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { inSegment } from '../segments/in-segment.ts';
import { wordsMatch } from '../words-match.ts';
import { CUSTOMER_COLUMNS, CUSTOMER_JOINS, PROFILE_JOIN } from './customer-view.ts';

const SORTS = {
  name: 'c.name',
  code: 'c.code',
  created_at: 'c.created_at',
  updated_at: 'c.updated_at',
  last_activity_at: 'c.last_activity_at',
  region: 'c.region',
  sector: 'c.sector',
  annual_revenue: 'c.annual_revenue',
  employees: 'c.employees',
  health: 'cp.health',
  'custom.*': '',
} as const;

/**
 * The customers the actor may see, newest first unless told otherwise. `idle_days` counts from the last thing done, or
 * from the day the customer was made when nothing was.
 *
 * @throws AppError `crm.unknown_sort`, `crm.segment_not_found`, `crm.segment_wrong_entity`, `crm.custom_invalid`
 */
export async function listCustomers(
  scope: ReadScope & { readonly clock: Clock },
  input: CustomerList,
): Promise<Page<CustomerView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 'c', params)];
  if (input.q?.trim()) where.push(wordsMatch('c', input.q, params));
  if (input.owner_id) where.push(`c.owner_id = ${params.add(input.owner_id)}`);
  if (input.region) where.push(`c.region = ${params.add(input.region)}`);
  if (input.sector) where.push(`c.sector = ${params.add(input.sector)}`);
  if (input.source) where.push(`c.source = ${params.add(input.source)}`);
  if (input.tag) {
    where.push(
      `exists (select 1 from customer_tag ct join tag t on t.id = ct.tag_id where ct.customer_id = c.id and t.name = ${params.add(input.tag)})`,
    );
  }
  if (input.tier) where.push(`coalesce(cp.tier, 'prospect') = ${params.add(input.tier)}`);
  if (input.health_level) where.push(`cp.health_level = ${params.add(input.health_level)}`);
  if (input.idle_days)
    where.push(`coalesce(c.last_activity_at, c.created_at) <= ${params.add(daysAgo(scope.clock, input.idle_days))}`);
  where.push(...(await customConditions(scope, 'customer', 'c', input.custom, params)));
  if (input.segment_id) where.push(await inSegment(scope, 'customer', 'c', input.segment_id, params));
  const page = await pageOfRows<CustomerView>(
    scope,
    {
      from: 'customer c',
      alias: 'c',
      filterJoins: PROFILE_JOIN,
      where,
      orderBy: orderBy(input.sort, SORTS, 'c', '-created_at'),
      columns: CUSTOMER_COLUMNS,
      joins: CUSTOMER_JOINS,
      params,
      picky: Boolean(input.q?.trim()),
    },
    input,
  );
  for (const row of page.items) hidePhone(scope, row);
  return page;
}
