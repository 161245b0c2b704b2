import { textOf, textsOf, type ImportTarget } from '../import-target.ts';
import { plainColumns } from './owner-columns.ts';

/** Products: names are unique. */
export const productsTarget: ImportTarget = {
  table: 'product',
  entity: 'product',
  columns: ['name', 'series', 'list_price', 'external_id'],
  toColumns: plainColumns,
  keysOf: (record) => [textOf(record, 'name')],
  stored: (records, params) => `t.name = any(${params.add(textsOf(records, 'name'))}::text[])`,
  visible: () => 'true',
  defaults: () => ({}),
  derive: () => ({}),
};
