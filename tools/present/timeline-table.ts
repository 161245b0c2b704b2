import type { RecordRef } from '../../kernel/contracts/chat.ts';
import type { TimelineEntryView } from '../../kernel/contracts/crm.ts';
import type { RowTable } from './row-table.ts';

/** The record a line is about, where a page can open it. */
const LINKED: ReadonlySet<string> = new Set(['customer', 'contact', 'lead', 'opportunity', 'activity']);

export const TIMELINE_TABLE: RowTable<TimelineEntryView> = {
  columns: [
    { key: 'at', label: '时间', format: 'datetime', cell: (row) => row.at },
    { key: 'title', label: '事项', format: 'text', cell: (row) => row.title },
    { key: 'body', label: '内容', format: 'text', cell: (row) => row.body },
    { key: 'actor', label: '操作人', format: 'text', cell: (row) => row.actor_name },
  ],
  ref: (row) =>
    LINKED.has(row.entity)
      ? { entity: row.entity as RecordRef['entity'], id: row.entity_id, label: row.title, at: row.at }
      : null,
};
