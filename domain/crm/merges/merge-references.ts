import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';

/** A column of some table that points to a customer, contact or lead, and how a merge takes its rows along. */
export interface MergeReference {
  readonly table: string;
  readonly column: string;
  readonly to: QualityEntity;
  /** The word for the rows, as a person reads it. */
  readonly label: string;
  /** Columns of the table's primary key; `id` unless given. */
  readonly key?: readonly string[];
  /**
   * The other columns of a unique constraint that holds `column`: a row the survivor has too (the same tag) is dropped,
   * and kept whole for an undo. An empty list: one row per record, the survivor keeps its own.
   */
  readonly unique?: readonly string[];
  /** SQL (alias `t`) for rows of which a record may have only one: the survivor keeps its own. */
  readonly oneWhere?: (alias: string) => string;
  /** The column with the other end of a link between two records: a link of a record with itself is dropped. */
  readonly otherEnd?: string;
  /** Rows that only a record without an owner may have: they are dropped when the survivor has one. */
  readonly unowned?: boolean;
  /** Where the column points to several kinds of records, the column with the kind. Such a column has no foreign key. */
  readonly entityColumn?: string;
}

/**
 * Every column that points to a record that can be merged. A test compares it with the foreign keys and unique constraints
 * of the database, and a merge refuses to lose rows of a column that is missing here: whoever adds a table adds a line.
 */
export const MERGE_REFERENCES: readonly MergeReference[] = [
  { table: 'contact', column: 'customer_id', to: 'customer', label: '联系人' },
  { table: 'opportunity', column: 'customer_id', to: 'customer', label: '商机' },
  { table: 'activity', column: 'customer_id', to: 'customer', label: '跟进记录' },
  { table: 'lead', column: 'customer_id', to: 'customer', label: '转化的线索' },
  { table: 'timeline_entry', column: 'customer_id', to: 'customer', label: '动态' },
  {
    table: 'customer_tag',
    column: 'customer_id',
    to: 'customer',
    label: '标签',
    key: ['customer_id', 'tag_id'],
    unique: ['tag_id'],
  },
  { table: 'pool_entry', column: 'customer_id', to: 'customer', label: '公海', unique: [], unowned: true },
  { table: 'sales_order', column: 'customer_id', to: 'customer', label: '订单' },
  { table: 'contract', column: 'customer_id', to: 'customer', label: '合同' },
  { table: 'delivery_issue', column: 'customer_id', to: 'customer', label: '交付问题' },
  { table: 'customer_profile', column: 'customer_id', to: 'customer', label: '画像', key: ['customer_id'], unique: [] },
  {
    table: 'customer_profile_history',
    column: 'customer_id',
    to: 'customer',
    label: '画像',
    key: ['customer_id', 'day'],
    unique: ['day'],
  },
  {
    table: 'customer_relation',
    column: 'from_id',
    to: 'customer',
    label: '客户关系',
    unique: ['kind', 'to_id'],
    otherEnd: 'to_id',
  },
  {
    table: 'customer_relation',
    column: 'to_id',
    to: 'customer',
    label: '客户关系',
    unique: ['from_id', 'kind'],
    oneWhere: (alias) => `${alias}.kind = 'parent'`,
    otherEnd: 'from_id',
  },
  {
    table: 'decision_role',
    column: 'customer_id',
    to: 'customer',
    label: '决策角色',
    key: ['customer_id', 'contact_id'],
    unique: ['contact_id'],
  },
  {
    table: 'decision_role',
    column: 'contact_id',
    to: 'contact',
    label: '决策角色',
    key: ['customer_id', 'contact_id'],
    unique: ['customer_id'],
  },
  {
    table: 'reporting_line',
    column: 'contact_id',
    to: 'contact',
    label: '汇报关系',
    key: ['contact_id'],
    unique: [],
    otherEnd: 'manager_id',
  },
  {
    table: 'reporting_line',
    column: 'manager_id',
    to: 'contact',
    label: '汇报关系',
    key: ['contact_id'],
    otherEnd: 'contact_id',
  },
  { table: 'lead_score', column: 'lead_id', to: 'lead', label: '评分', key: ['lead_id'], unique: [] },
  { table: 'lead_score_change', column: 'lead_id', to: 'lead', label: '评分' },
  { table: 'activity', column: 'contact_id', to: 'contact', label: '跟进记录' },
  { table: 'activity', column: 'lead_id', to: 'lead', label: '跟进记录' },
  { table: 'assignment_decision', column: 'lead_id', to: 'lead', label: '分配记录' },
  { table: 'pool_entry', column: 'lead_id', to: 'lead', label: '公海', unique: [], unowned: true },
  ...history('timeline_entry', ['customer', 'contact', 'lead']),
  ...history('handover', ['customer', 'lead']),
  ...history('pool_event', ['customer', 'lead']),
  { table: 'channel_conversation', column: 'customer_id', to: 'customer', label: '群和会话' },
  { table: 'leads_task_list', column: 'leads_id', to: 'lead', label: '外呼记录' },
  { table: 'leads_task_list', column: 'contact_id', to: 'contact', label: '外呼记录' },
  { table: 'dcc_leads_follow', column: 'leads_id', to: 'lead', label: '外呼跟进' },
  { table: 'channel_person', column: 'contact_id', to: 'contact', label: '微信身份' },
  { table: 'sop_instances', column: 'contact_id', to: 'contact', label: 'SOP 实例' },
];

/** A table of what happened, with the kind and the id of the record it happened to. */
function history(table: string, entities: readonly QualityEntity[]): MergeReference[] {
  return entities.map((to) => ({ table, column: 'entity_id', to, label: '历史', entityColumn: 'entity' }));
}

/** `table.column`, the name of a reference in what is stored of a merge. */
export function referenceName(reference: Pick<MergeReference, 'table' | 'column'>): string {
  return `${reference.table}.${reference.column}`;
}

/** The references to one kind of record. */
export function referencesTo(
  entity: QualityEntity,
  references: readonly MergeReference[] = MERGE_REFERENCES,
): MergeReference[] {
  return references.filter((reference) => reference.to === entity);
}
