import type { ContactView } from '../../kernel/contracts/crm.ts';
import { contactRef } from './refs.ts';
import type { RowTable } from './row-table.ts';

export const CONTACT_TABLE: RowTable<ContactView> = {
  columns: [
    { key: 'name', label: '姓名', format: 'text', cell: (row) => row.name },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'title', label: '职务', format: 'text', cell: (row) => row.title },
    { key: 'phone', label: '电话', format: 'text', cell: (row) => row.phone },
    { key: 'wechat', label: '微信', format: 'text', cell: (row) => row.wechat },
    { key: 'decision_maker', label: '决策人', format: 'text', cell: (row) => (row.decision_maker ? '是' : null) },
  ],
  ref: contactRef,
};

/** «李明（总经理，138****1234）». */
export function describeContact(row: ContactView): string {
  const hints = [row.title, row.phone].filter(Boolean).join('，');
  return hints ? `${row.name}（${hints}）` : row.name;
}
