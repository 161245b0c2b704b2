import { visibleRows } from '../../../visible-rows.ts';
import { CONTACT_FIELDS } from '../../contacts/contact-fields.ts';
import { textOf, textsOf, type ImportTarget } from '../import-target.ts';
import { plainColumns } from './owner-columns.ts';

/** Contacts: the same name at the same customer is the same person. */
export const contactsTarget: ImportTarget = {
  table: 'contact',
  entity: 'contact',
  custom: 'contact',
  columns: [...Object.keys(CONTACT_FIELDS), 'customer_id', 'search_text', 'custom'],
  toColumns: (row) => ({
    ...plainColumns(row),
    ...(row.references.customer ? { customer_id: row.references.customer.id } : {}),
  }),
  keysOf: (record) => [`${textOf(record, 'customer_id')} ${textOf(record, 'name')}`],
  stored: (records, params) => `t.customer_id = any(${params.add(textsOf(records, 'customer_id'))}::uuid[])`,
  visible: (actor, params) =>
    `exists (select 1 from customer c where c.id = t.customer_id and ${visibleRows(actor, 'c', params)})`,
  defaults: () => ({ decision_maker: false }),
  derive: () => ({}),
  timeline: ({ before, after }) => ({
    customerId: textOf(after, 'customer_id'),
    kind: before ? 'contact.updated' : 'contact.created',
    about: textOf(after, 'name'),
  }),
};
