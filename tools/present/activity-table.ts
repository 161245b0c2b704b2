import { ACTIVITY_KIND_WORDS } from '../../domain/crm/words.ts';
import type { ActivityView } from '../../kernel/contracts/crm.ts';
import { activityRef } from './refs.ts';
import type { RowTable } from './row-table.ts';

/** What an activity is about, by the nearest name. */
export function aboutWhom(row: ActivityView): string | null {
  return row.customer_name ?? row.opportunity_name ?? row.lead_name ?? row.contact_name;
}

/** What was done, latest first. */
export const ACTIVITY_TABLE: RowTable<ActivityView> = {
  columns: [
    { key: 'at', label: '时间', format: 'datetime', cell: (row) => row.occurred_at ?? row.due_at },
    { key: 'kind', label: '方式', format: 'text', cell: (row) => ACTIVITY_KIND_WORDS[row.kind] },
    { key: 'about', label: '对象', format: 'text', cell: aboutWhom },
    { key: 'subject', label: '事项', format: 'text', cell: (row) => row.subject },
    { key: 'content', label: '内容', format: 'text', cell: (row) => row.content },
    { key: 'owner', label: '跟进人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: activityRef,
};

/** What is to be done, earliest first; those whose time has passed say so. */
export function followUpTable(now: Date): RowTable<ActivityView> {
  const late = (row: ActivityView): boolean => row.due_at !== null && new Date(row.due_at) < now;
  return {
    columns: [
      { key: 'due_at', label: '时间', format: 'datetime', cell: (row) => row.due_at },
      { key: 'kind', label: '方式', format: 'text', cell: (row) => ACTIVITY_KIND_WORDS[row.kind] },
      { key: 'about', label: '对象', format: 'text', cell: aboutWhom },
      { key: 'subject', label: '事项', format: 'text', cell: (row) => row.subject },
      { key: 'owner', label: '跟进人', format: 'text', cell: (row) => row.owner_name },
      { key: 'state', label: '状态', format: 'text', cell: (row) => (late(row) ? '已逾期' : '待跟进') },
    ],
    ref: activityRef,
  };
}
