import { Params, query } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { TIERS, type Tier } from '../../../kernel/contracts/profile.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';

/** Whose customers are looked at. */
export interface ValueFilter {
  readonly owner_id?: string;
  readonly team_id?: string;
  readonly region?: string;
}

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
  input: PageRequest & ValueFilter & { readonly tier: Tier },
): Promise<Page<ValuedCustomer>> {
  const params = new Params();
  return await pageOfRows<ValuedCustomer>(
    scope,
    {
      from: 'customer_profile p',
      alias: 'p',
      filterJoins: 'join customer c on c.id = p.customer_id',
      where: [`p.tier = ${params.add(input.tier)}`, ...conditions(scope, input, params)],
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
export async function countTiers(scope: ReadScope, input: ValueFilter): Promise<TierCount[]> {
  const params = new Params();
  const rows = await query<TierCount>(
    scope.em,
    `select p.tier, count(*)::int as customers, sum(p.spent)::float8 as spent
     from customer_profile p join customer c on c.id = p.customer_id
     where ${conditions(scope, input, params).join(' and ')} group by p.tier`,
    params.values,
  );
  return TIERS.map((tier) => rows.find((row) => row.tier === tier) ?? { tier, customers: 0, spent: 0 });
}

function conditions(scope: ReadScope, input: ValueFilter, params: Params): string[] {
  const where = [visibleRows(scope.actor, 'c', params)];
  if (input.owner_id) where.push(`c.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`c.team_id = ${params.add(input.team_id)}`);
  if (input.region) where.push(`c.region = ${params.add(input.region)}`);
  return where;
}
