import { openStageSql } from '../stage-table.ts';

/** What hangs on a record, as one value of it: `aggregate` over the rows of `table` that `where` lets through (alias `h`). */
export interface Hanging {
  readonly table: string;
  readonly column: string;
  readonly where?: string;
  readonly aggregate: string;
  /** The value without any row; none when left out. */
  readonly empty?: number;
}

const OF_CUSTOMER = { column: 'customer_id' } as const;
const DONE = "h.status = 'done'";
const PLANNED = "h.status = 'planned'";

/**
 * What is counted and summed of each customer and kept in `customer_sums`: the column's name and what it holds. The triggers
 * of every table named here note its customers in `customer_touched`.
 */
export const CUSTOMER_SUMS = {
  contacts: { ...OF_CUSTOMER, table: 'contact', aggregate: 'count(*)', empty: 0 },
  activities: { ...OF_CUSTOMER, table: 'activity', where: DONE, aggregate: 'count(*)', empty: 0 },
  planned: { ...OF_CUSTOMER, table: 'activity', where: PLANNED, aggregate: 'count(*)', empty: 0 },
  next_follow_up_at: { ...OF_CUSTOMER, table: 'activity', where: PLANNED, aggregate: 'min(h.due_at)' },
  open_deals: { ...OF_CUSTOMER, table: 'opportunity', where: openStageSql('h'), aggregate: 'count(*)', empty: 0 },
  open_amount: { ...OF_CUSTOMER, table: 'opportunity', where: openStageSql('h'), aggregate: 'sum(h.amount)', empty: 0 },
  won_amount: { ...OF_CUSTOMER, table: 'opportunity', where: "h.stage = 'won'", aggregate: 'sum(h.amount)', empty: 0 },
  contract_ends_on: {
    ...OF_CUSTOMER,
    table: 'contract',
    where: "h.status in ('active', 'expired')",
    aggregate: 'max(h.ends_on)',
  },
} as const satisfies Record<string, Hanging>;
export type CustomerSum = keyof typeof CUSTOMER_SUMS;

/** SQL for the value over the rows of `h`. */
export function valueSql({ aggregate, empty }: Hanging): string {
  return empty === undefined ? aggregate : `coalesce(${aggregate}, ${empty})`;
}

/** SQL for the value of one record, counted from its rows: `id` is an expression. */
export function countedSql(hanging: Hanging, id: string): string {
  const { table, column, where = 'true' } = hanging;
  return `(select ${valueSql(hanging)} from ${table} h where h.${column} = ${id} and ${where})`;
}
