import { visibleRows } from '../../../visible-rows.ts';
import { LEAD_FIELDS } from '../../leads/lead-fields.ts';
import { textOf, textsOf, type ImportTarget, type JsonRecord } from '../import-target.ts';
import { rowIssue } from '../row-issue.ts';
import { defaultOwner, ownerColumns, plainColumns } from './owner-columns.ts';

/** Leads: the same phone, else the same person at the same company, is the same lead. */
export const leadsTarget: ImportTarget = {
  table: 'lead',
  entity: 'lead',
  custom: 'lead',
  columns: [...Object.keys(LEAD_FIELDS), 'owner_id', 'team_id', 'search_text', 'custom', 'converted_at'],
  toColumns: (row) => {
    const columns = plainColumns(row);
    const name = columns.name ?? columns.company ?? columns.external_id;
    const { product } = row.references;
    return {
      ...columns,
      ...(product ? { product_id: product.id } : {}),
      ...(name ? { name: String(name).slice(0, 60) } : {}),
      ...ownerColumns(row),
    };
  },
  check: (row, columns) => (columns.name ? undefined : rowIssue(row.row, 'required', { details: { label: '姓名' } })),
  keysOf: (record) => {
    const person = `n ${textOf(record, 'company')} ${textOf(record, 'name')}`;
    const phone = textOf(record, 'phone');
    return phone === '' ? [person] : [`p ${phone}`, person];
  },
  stored: (records, params) =>
    `(t.phone = any(${params.add(textsOf(records, 'phone'))}::text[]) or t.name = any(${params.add(textsOf(records, 'name'))}::text[]))`,
  visible: (actor, params) => visibleRows(actor, 't', params),
  defaults: (_columns, scope) => ({ status: 'new', ...defaultOwner(scope) }),
  derive: convertedAt,
};

/** A lead that comes in as converted was converted when it was last touched, as far as the file can tell. */
function convertedAt(record: JsonRecord, before: JsonRecord | null): Record<string, unknown> {
  const isNew = record.status === 'converted' && before?.status !== 'converted';
  return isNew ? { converted_at: record.created_at } : {};
}
