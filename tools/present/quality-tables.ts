import type { QualityEntity, QualityOverview, QualityRow } from '../../kernel/contracts/data-quality.ts';
import { QUALITY_WORDS } from './duplicate-table.ts';
import type { RowTable } from './row-table.ts';

/** What is looked for in the records. */
export type QualityFocus = 'incomplete' | 'invalid' | 'stale';

type Column = RowTable<QualityRow>['columns'][number];

const listed = (labels: readonly { readonly label: string }[]): string | null =>
  labels.map(({ label }) => label).join('、') || null;

/** The column that says what is wrong. */
const FOCUS_COLUMNS: Readonly<Record<QualityFocus, Column>> = {
  incomplete: { key: 'missing', label: '缺的内容', format: 'text', cell: (row) => listed(row.missing) },
  invalid: { key: 'problems', label: '问题', format: 'text', cell: (row) => listed(row.problems) },
  stale: { key: 'idle', label: '没动的天数', format: 'days', cell: (row) => row.idle_days },
};

/** Records with something to put right. */
export function qualityTable(entity: QualityEntity, focus: QualityFocus): RowTable<QualityRow> {
  return {
    columns: [
      { key: 'name', label: QUALITY_WORDS[entity].noun, format: 'text', cell: (row) => row.name },
      FOCUS_COLUMNS[focus],
      { key: 'completeness', label: '完整度', format: 'integer', cell: (row) => row.completeness },
      { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    ],
    ref: (row) => ({ entity: row.entity, id: row.id, label: row.name }),
  };
}

/** How good the data of each owner or team is. */
export const OVERVIEW_TABLE: RowTable<QualityOverview['groups'][number]> = {
  columns: [
    { key: 'name', label: '负责', format: 'text', cell: (row) => row.name },
    { key: 'records', label: '条数', format: 'integer', cell: (row) => row.records },
    { key: 'completeness', label: '平均完整度', format: 'decimal', cell: (row) => row.completeness },
    { key: 'incomplete', label: '资料不全', format: 'integer', cell: (row) => row.incomplete },
    { key: 'invalid', label: '内容有误', format: 'integer', cell: (row) => row.invalid },
    { key: 'stale', label: '很久没更新', format: 'integer', cell: (row) => row.stale },
    { key: 'duplicates', label: '疑似重复', format: 'integer', cell: (row) => row.duplicates },
  ],
  ref: () => null,
};
