import { Params, query } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { TIERS, type Tier } from '../../../kernel/contracts/profile.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';
import { customerFilter, customerJoin, type CustomerFilter } from './customer-filter.ts';

/** What a customer bought within the window of the settings, and what that makes it. Money in yuan. */
export interface ValuedCustomer {
  readonly customer_id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
  readonly orders: number;
  readonly spent: number;
  readonly last_order_on: string | null;
  readonly owner_name: string | null;
}

/** How many customers are of a tier, and what they bought. */
export interface TierCount {
  readonly tier: Tier;
  readonly customers: number;
  readonly spent: number;
}

/** The counted customers of a tier that the actor may see, whoever bought most first. */
export async function listByValue(
  scope: ReadScope,
  input: PageRequest & CustomerFilter & { readonly tier: Tier },
): Promise<Page<ValuedCustomer>> {
  const params = new Params();
  const where = [`p.tier = ${params.add(input.tier)}`];
  const ofCustomer = customerFilter(scope, input, params);
  return await pageOfRows<ValuedCustomer>(
    scope,
    {
      from: 'customer_profile p',
      alias: 'p',
      filterJoins: customerJoin(ofCustomer),
      where: [...where, ...ofCustomer],
      orderBy: 'p.spent desc, p.customer_id',
      columns: `p.customer_id, c.name, p.tier, p.r, p.f, p.m, p.orders, p.spent::float8 as spent,
        p.last_order_on::text as last_order_on, u.name as owner_name`,
      joins: 'join customer c on c.id = p.customer_id left join app_user u on u.id = c.owner_id',
      params,
    },
    input,
  );
}

/** How the counted customers the actor may see spread over the tiers, the dearest tier first; every tier is there. */
export async function countTiers(scope: ReadScope, input: CustomerFilter): Promise<TierCount[]> {
  const params = new Params();
  const where = customerFilter(scope, input, params);
  const rows = await query<TierCount>(
    scope.em,
    `select p.tier, count(*)::int as customers, sum(p.spent)::float8 as spent
     from customer_profile p ${customerJoin(where)} ${where.length > 0 ? `where ${where.join(' and ')}` : ''} group by p.tier`,
    params.values,
  );
  return TIERS.map((tier) => rows.find((row) => row.tier === tier) ?? { tier, customers: 0, spent: 0 });
}
