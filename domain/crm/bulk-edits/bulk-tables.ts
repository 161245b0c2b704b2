import type { BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import { RECORD_TABLES, type RecordTable } from '../quality/record-tables.ts';

/** How a kind of record is read and written where all are edited alike. The record's alias is `r`. */
export interface BulkTable extends Pick<RecordTable, 'table' | 'from' | 'owned'> {
  /** Whether it keeps since when its owner has it, and a change of hands is noted. */
  readonly handed: boolean;
}

export const BULK_TABLES: Readonly<Record<BulkEntity, BulkTable>> = {
  customer: { ...RECORD_TABLES.customer, handed: true },
  contact: { ...RECORD_TABLES.contact, handed: false },
  lead: { ...RECORD_TABLES.lead, handed: true },
  opportunity: { table: 'opportunity', from: 'opportunity r', owned: 'r', handed: false },
};
