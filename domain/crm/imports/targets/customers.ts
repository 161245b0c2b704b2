import { visibleRows } from '../../../visible-rows.ts';
import { CUSTOMER_FIELDS } from '../../customers/customer-fields.ts';
import { textOf, textsOf, type ImportTarget } from '../import-target.ts';
import { defaultOwner, ownerColumns, plainColumns } from './owner-columns.ts';

/** Customers: the same name is the same customer. */
export const customersTarget: ImportTarget = {
  table: 'customer',
  entity: 'customer',
  custom: 'customer',
  columns: [...Object.keys(CUSTOMER_FIELDS), 'owner_id', 'team_id', 'search_text', 'custom'],
  toColumns: (row) => ({ ...plainColumns(row), ...ownerColumns(row) }),
  keysOf: (record) => [textOf(record, 'name')],
  stored: (records, params) => `t.name = any(${params.add(textsOf(records, 'name'))}::text[])`,
  visible: (actor, params) => visibleRows(actor, 't', params),
  defaults: (_columns, scope) => defaultOwner(scope),
  derive: () => ({}),
  timeline: ({ before, after }) => ({
    customerId: textOf(after, 'id'),
    kind: before ? 'customer.updated' : 'customer.created',
    about: '文件导入',
  }),
};
