import type { DimensionColumns } from '../layer.ts';

/** Who answers for a record: the same columns in every row view. */
export const OWNERSHIP = {
  owner: { column: 'owner', key: 'owner_id', hint: 'team' },
  manager: { column: 'manager', key: 'manager_key', hint: 'team' },
  team: { column: 'team', key: 'team_key' },
  region: { column: 'region' },
  customer_region: { column: 'customer_region' },
} as const satisfies Record<string, DimensionColumns>;

/** The customer behind a record. */
export const CUSTOMER = {
  sector: { column: 'sector' },
  customer: { column: 'customer', key: 'customer_id', hint: 'customer_code' },
} as const satisfies Record<string, DimensionColumns>;

/** What a deal is about; the views of deals and of their stages carry it. */
export const DEAL = {
  ...OWNERSHIP,
  product: { column: 'product', key: 'product_id' },
  series: { column: 'series' },
  ...CUSTOMER,
  source: { column: 'source' },
} as const satisfies Record<string, DimensionColumns>;
