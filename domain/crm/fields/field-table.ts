import type { LookedUp } from '../../../db/condition-sql.ts';
import type { CatalogueField } from '../../../kernel/conditions/field-catalogue.ts';
import { LEAD_STATUSES, STAGES } from '../../../kernel/contracts/crm.ts';
import { HEALTH_LEVELS, TIERS } from '../../../kernel/contracts/profile.ts';
import { HEALTH_LEVEL_WORDS, TIER_WORDS } from '../profiles/profile-words.ts';
import { keptSum } from '../sums/kept-sums.ts';
import { countedSql, CUSTOMER_SUMS, valueSql, type CustomerSum, type Hanging } from '../sums/sum-table.ts';
import { LEAD_STATUS_WORDS, STAGE_WORDS } from '../words.ts';

/** Records that conditions can be written about. */
export const FIELD_ENTITIES = ['customer', 'contact', 'lead', 'opportunity'] as const;
export type FieldEntity = (typeof FIELD_ENTITIES)[number];

/** A field and where it is found for a record under the alias `r`. */
export interface TableField extends CatalogueField {
  readonly sql: string | LookedUp;
  /**
   * Where to look when many records of the table are asked: everything counted or summed once, or kept beside the record. For
   * a few records that would be more work than `sql`.
   */
  readonly gathered?: LookedUp;
}

type Fields = Readonly<Record<string, TableField>>;
type Source = TableField['sql'];

const text = (label: string, sql: Source): TableField => ({ label, kind: 'text', sql });
const number = (label: string, sql: Source): TableField => ({ label, kind: 'number', sql });
const moment = (label: string, sql: Source): TableField => ({ label, kind: 'moment', sql });
const day = (label: string, sql: Source): TableField => ({ label, kind: 'day', sql });
const flag = (label: string, sql: Source): TableField => ({ label, kind: 'boolean', sql });
const choice = (label: string, sql: Source, choices: Readonly<Record<string, string>>): TableField => ({
  label,
  kind: 'choice',
  choices,
  sql,
});
const wordsOf = <K extends string>(keys: readonly K[], words: Readonly<Record<K, string>>): Record<K, string> =>
  Object.fromEntries(keys.map((key) => [key, words[key]])) as Record<K, string>;

/** The name of the record another table's id stands for. */
const nameOf = (table: string, column: string): LookedUp => ({
  rows: `${table} x where x.id = r.${column}`,
  item: 'x.name',
});

const OWNED: Fields = {
  owner: text('负责人', nameOf('app_user', 'owner_id')),
  team: text('团队', nameOf('team', 'team_id')),
  owned_since: moment('归属时间', 'r.owned_since'),
  last_activity_at: moment('上次跟进', 'r.last_activity_at'),
  created_at: moment('创建时间', 'r.created_at'),
};
const PLACE: Fields = {
  region: text('区域', 'r.region'),
  city: text('城市', 'r.city'),
  sector: text('行业', 'r.sector'),
  source: text('来源', 'r.source'),
};

/** A value gathered from what hangs on the record, in both ways it can be asked for. */
const gathered = (
  field: (label: string, sql: Source) => TableField,
  label: string,
  hanging: Hanging,
  many: LookedUp = {
    rows: `(select h.${hanging.column} as id, ${valueSql(hanging)} as value from ${hanging.table} h where ${hanging.where ?? 'true'} group by h.${hanging.column}) x where x.id = r.id`,
    item: 'x.value',
    ...(hanging.empty === undefined ? {} : { empty: hanging.empty }),
  },
): TableField => ({ ...field(label, countedSql(hanging, 'r.id')), gathered: many });
/** A sum that is kept for each customer. */
const kept = (field: (label: string, sql: Source) => TableField, label: string, name: CustomerSum): TableField =>
  gathered(field, label, CUSTOMER_SUMS[name], keptSum(name, 'r.id'));
const done = (column: string): TableField => gathered(number, '跟进次数', { ...CUSTOMER_SUMS.activities, column });
const nextPlan = (column: string): TableField =>
  gathered(moment, '下次跟进', { ...CUSTOMER_SUMS.next_follow_up_at, column });

const profile = (column: string, empty?: string): LookedUp => ({
  rows: 'customer_profile x where x.customer_id = r.id',
  item: `x.${column}`,
  ...(empty === undefined ? {} : { empty }),
});
const quintile = (label: string, column: string): TableField => number(`${label}（1-5 分）`, profile(column));

/** Everything a condition may name, by entity. */
export const FIELD_TABLE: Readonly<Record<FieldEntity, Fields>> = {
  customer: {
    name: text('客户名称', 'r.name'),
    ...PLACE,
    phone: text('电话', 'r.phone'),
    employees: number('员工人数', 'r.employees'),
    annual_revenue: number('年营收（元）', 'r.annual_revenue'),
    founded_year: number('成立年份', 'r.founded_year'),
    tags: {
      label: '标签',
      kind: 'list',
      sql: { rows: 'customer_tag x join tag t on t.id = x.tag_id where x.customer_id = r.id', item: 't.name' },
    },
    contacts: kept(number, '联系人数', 'contacts'),
    activities: kept(number, '跟进次数', 'activities'),
    next_follow_up_at: kept(moment, '下次跟进', 'next_follow_up_at'),
    open_deals: kept(number, '进行中的商机数', 'open_deals'),
    open_amount: kept(number, '进行中的商机金额（元）', 'open_amount'),
    won_amount: kept(number, '成交金额（元）', 'won_amount'),
    tier: choice('价值等级', profile('tier', 'prospect'), wordsOf(TIERS, TIER_WORDS)),
    health: number('健康度', profile('health')),
    health_level: choice('健康状态', profile('health_level'), wordsOf(HEALTH_LEVELS, HEALTH_LEVEL_WORDS)),
    health_confidence: number('健康度可信度（%）', profile('confidence')),
    rfm_recency: quintile('最近购买', 'r'),
    rfm_frequency: quintile('购买频次', 'f'),
    rfm_monetary: quintile('购买金额', 'm'),
    last_order_on: day('上次购买日期', profile('last_order_on')),
    orders: number('购买次数', profile('orders')),
    spent: number('购买金额（元）', profile('spent')),
    contract_ends_on: kept(day, '合同到期日期', 'contract_ends_on'),
    ...OWNED,
  },
  contact: {
    name: text('姓名', 'r.name'),
    title: text('职务', 'r.title'),
    phone: text('电话', 'r.phone'),
    email: text('邮箱', 'r.email'),
    wechat: text('微信', 'r.wechat'),
    decision_maker: flag('决策人', 'r.decision_maker'),
    customer: text('客户', nameOf('customer', 'customer_id')),
    created_at: moment('创建时间', 'r.created_at'),
  },
  lead: {
    name: text('姓名', 'r.name'),
    company: text('公司', 'r.company'),
    title: text('职务', 'r.title'),
    ...PLACE,
    phone: text('电话', 'r.phone'),
    email: text('邮箱', 'r.email'),
    status: choice('状态', 'r.status', wordsOf(LEAD_STATUSES, LEAD_STATUS_WORDS)),
    product: text('意向产品', nameOf('product', 'product_id')),
    score: number('评分', 'r.score'),
    grade: choice('评分等级', 'r.grade', { A: 'A 级', B: 'B 级', C: 'C 级', D: 'D 级' }),
    activities: done('lead_id'),
    next_follow_up_at: nextPlan('lead_id'),
    ...OWNED,
  },
  opportunity: {
    name: text('商机名称', 'r.name'),
    stage: choice('阶段', 'r.stage', wordsOf(STAGES, STAGE_WORDS)),
    amount: number('金额（元）', 'r.amount'),
    probability: number('成交概率（%）', 'r.probability'),
    source: text('来源', 'r.source'),
    product: text('产品', nameOf('product', 'product_id')),
    customer: text('客户', nameOf('customer', 'customer_id')),
    expected_close: day('预计成交日期', 'r.expected_close'),
    opened_on: day('开始日期', 'r.opened_on'),
    closed_on: day('结束日期', 'r.closed_on'),
    stage_changed_at: moment('进入阶段时间', 'r.stage_changed_at'),
    activities: done('opportunity_id'),
    owner: OWNED['owner']!,
    team: OWNED['team']!,
    last_activity_at: moment('上次跟进', 'r.last_activity_at'),
    created_at: moment('创建时间', 'r.created_at'),
  },
};
