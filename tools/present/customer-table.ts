import type { CustomerView } from '../../kernel/contracts/crm.ts';
import { customerRef } from './refs.ts';
import type { RowTable } from './row-table.ts';

export const CUSTOMER_TABLE: RowTable<CustomerView> = {
  columns: [
    { key: 'name', label: '客户', format: 'text', cell: (row) => row.name },
    { key: 'region', label: '区域', format: 'text', cell: (row) => row.region },
    { key: 'sector', label: '行业', format: 'text', cell: (row) => row.sector },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'open_amount', label: '在手金额', format: 'money', cell: (row) => row.open_amount },
    { key: 'last_activity_at', label: '最近联系', format: 'datetime', cell: (row) => row.last_activity_at },
    { key: 'tags', label: '标签', format: 'text', cell: (row) => row.tags.join('、') || null },
  ],
  ref: customerRef,
};
