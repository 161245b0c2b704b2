import type { FoundMessage } from '../../domain/messaging/conversations/find-messages.ts';
import { ROLE_WORDS } from '../../domain/messaging/words.ts';
import { formatMoment } from '../../kernel/format/when.ts';
import type { RowTable } from './row-table.ts';

/** Messages of groups beside an answer. */
export const MESSAGE_TABLE: RowTable<FoundMessage> = {
  columns: [
    { key: 'sent_at', label: '时间', format: 'text', cell: (row) => formatMoment(row.sent_at) },
    { key: 'group', label: '群', format: 'text', cell: (row) => row.conversation_name },
    { key: 'person', label: '谁说的', format: 'text', cell: (row) => row.person_name },
    { key: 'role', label: '身份', format: 'text', cell: (row) => (row.role ? ROLE_WORDS[row.role] : null) },
    { key: 'text', label: '内容', format: 'text', cell: (row) => row.text },
    {
      key: 'answered_at',
      label: '我方回应',
      format: 'text',
      cell: (row) => (row.direction === 'out' ? null : row.answered_at ? formatMoment(row.answered_at) : '还没有'),
    },
  ],
  ref: () => null,
};
