import type { PoolEntity } from '../../../kernel/contracts/pools.ts';
import { openStageSql } from '../stage-table.ts';

/** How the records of each kind are found in a statement under the alias `r`. */
interface PoolTable {
  readonly table: PoolEntity;
  /** Column of `pool_entry`. */
  readonly column: 'lead_id' | 'customer_id';
  /** The word a person reads. */
  readonly word: string;
  /** Records that are still to be worked on: only these count, wait and fall back. */
  readonly open: string;
  /** Records with an open opportunity. */
  readonly hasDeal: string;
  readonly company: string;
}

export const POOL_TABLES: Readonly<Record<PoolEntity, PoolTable>> = {
  lead: {
    table: 'lead',
    column: 'lead_id',
    word: '线索',
    open: `r.status in ('new', 'contacted', 'qualified')`,
    hasDeal: 'false',
    company: 'r.company',
  },
  customer: {
    table: 'customer',
    column: 'customer_id',
    word: '客户',
    open: 'true',
    hasDeal: `exists (select 1 from opportunity o where o.customer_id = r.id and ${openStageSql('o')})`,
    company: 'null::text',
  },
};
