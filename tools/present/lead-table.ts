import { LEAD_STATUS_WORDS } from '../../domain/crm/words.ts';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import { leadRef } from './refs.ts';
import type { RowTable } from './row-table.ts';

export const LEAD_TABLE: RowTable<LeadView> = {
  columns: [
    { key: 'name', label: '线索', format: 'text', cell: (row) => row.name },
    { key: 'company', label: '公司', format: 'text', cell: (row) => row.company },
    { key: 'status', label: '状态', format: 'text', cell: (row) => LEAD_STATUS_WORDS[row.status] },
    { key: 'source', label: '来源', format: 'text', cell: (row) => row.source },
    { key: 'region', label: '区域', format: 'text', cell: (row) => row.region },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'created_at', label: '新增时间', format: 'datetime', cell: (row) => row.created_at },
  ],
  ref: leadRef,
};
