import { STAGE_WORDS } from '../../domain/crm/words.ts';
import type { OpportunityView } from '../../kernel/contracts/crm.ts';
import { opportunityRef } from './refs.ts';
import type { RowTable } from './row-table.ts';

export const OPPORTUNITY_TABLE: RowTable<OpportunityView> = {
  columns: [
    { key: 'name', label: '商机', format: 'text', cell: (row) => row.name },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'stage', label: '阶段', format: 'text', cell: (row) => STAGE_WORDS[row.stage] },
    { key: 'amount', label: '金额', format: 'money', cell: (row) => row.amount },
    { key: 'probability', label: '成交概率', format: 'percent', cell: (row) => row.probability / 100 },
    { key: 'close', label: '（预计）成交日', format: 'date', cell: (row) => row.closed_on ?? row.expected_close },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: opportunityRef,
};

/** The amounts that are filled in, summed. */
export function sumOf(rows: readonly OpportunityView[]): number {
  return rows.reduce((sum, row) => sum + (row.amount ?? 0), 0);
}
