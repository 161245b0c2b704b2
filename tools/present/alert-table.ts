import { CAUSE_WORDS, LEVEL_WORDS, STATUS_WORDS } from '../../domain/alerts/words.ts';
import type { AlertView } from '../../kernel/contracts/alerts.ts';
import { formatMoment } from '../../kernel/format/when.ts';
import type { RowTable } from './row-table.ts';

/** Alerts beside an answer. */
export const ALERT_TABLE: RowTable<AlertView> = {
  columns: [
    { key: 'level', label: '级别', format: 'text', cell: (row) => LEVEL_WORDS[row.level] },
    { key: 'cause', label: '原因', format: 'text', cell: (row) => CAUSE_WORDS[row.cause] },
    { key: 'person', label: '号主', format: 'text', cell: (row) => row.person_name },
    { key: 'group', label: '群', format: 'text', cell: (row) => row.conversation_name },
    { key: 'status', label: '状态', format: 'text', cell: (row) => STATUS_WORDS[row.status] },
    { key: 'reason', label: '为什么是这个级别', format: 'text', cell: (row) => row.reason },
    { key: 'times', label: '次数', format: 'integer', cell: (row) => row.times },
    { key: 'opened_at', label: '开始', format: 'text', cell: (row) => formatMoment(row.opened_at) },
    { key: 'acknowledged_by', label: '谁在处理', format: 'text', cell: (row) => row.acknowledged_by },
  ],
  ref: () => null,
};
