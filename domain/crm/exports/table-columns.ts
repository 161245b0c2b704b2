import type { ReadScope } from '../crm-scope.ts';
import { readFields, type CustomFieldRow } from '../custom-fields/read-fields.ts';
import { CUSTOM_ENTITY_OF } from '../imports/import-specs.ts';
import { ACTIVITY_KIND_WORDS, LEAD_STATUS_WORDS, STAGE_WORDS } from '../words.ts';
import { EXPORT_COLUMNS, type ExportKind } from './export-columns.ts';

/** How the values of a column are written: `day` is `YYYY-MM-DD`, `moment` an ISO instant, a list joined by 、. */
export type ColumnKind = 'plain' | 'day' | 'moment';

/** One column of an exported list. */
export interface TableColumn {
  readonly heading: string;
  readonly kind: ColumnKind;
  /** The value a person reads: codes as words, yes and no as 是 and 否. */
  readonly read: (row: object) => unknown;
}

const ACTIVITY_STATUS_WORDS = { planned: '计划中', done: '已完成', cancelled: '已取消' } as const;
const DAYS: ReadonlySet<string> = new Set(['opened_on', 'expected_close', 'closed_on']);

/** The words shown instead of a code, per kind and column. */
const WORDS: Readonly<Partial<Record<ExportKind, Readonly<Record<string, Readonly<Record<string, string>>>>>>> = {
  leads: { status: LEAD_STATUS_WORDS },
  'lead-scores': { status: LEAD_STATUS_WORDS },
  opportunities: { stage: STAGE_WORDS },
  activities: { kind: ACTIVITY_KIND_WORDS, status: ACTIVITY_STATUS_WORDS },
};

/** The columns of a list: those of the kind, then the fields the organisation added to it. */
export async function tableColumns(scope: Pick<ReadScope, 'em'>, kind: ExportKind): Promise<TableColumn[]> {
  const own = Object.entries(EXPORT_COLUMNS[kind]).map(([name, heading]): TableColumn => {
    const words = WORDS[kind]?.[name];
    const read = (row: object): unknown => {
      const value: unknown = Reflect.get(row, name);
      return readable(typeof value === 'string' ? (words?.[value] ?? value) : value);
    };
    return { heading, read, kind: DAYS.has(name) ? 'day' : name.endsWith('_at') ? 'moment' : 'plain' };
  });
  const entity = CUSTOM_ENTITY_OF[kind as Extract<ExportKind, keyof typeof CUSTOM_ENTITY_OF>];
  return entity ? [...own, ...(await readFields(scope, entity)).map(customColumn)] : own;
}

function customColumn(field: CustomFieldRow): TableColumn {
  const labels = new Map(field.choices.map(({ value, label }) => [value, label]));
  const word = (value: unknown): unknown => (typeof value === 'string' ? (labels.get(value) ?? value) : value);
  const read = (row: object): unknown => {
    const custom: unknown = Reflect.get(row, 'custom');
    const value: unknown = typeof custom === 'object' && custom ? Reflect.get(custom, field.key) : undefined;
    return readable(Array.isArray(value) ? value.map(word) : word(value));
  };
  return { heading: field.label, read, kind: field.type === 'date' ? 'day' : 'plain' };
}

function readable(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return Array.isArray(value) ? value.join('、') : value;
}
