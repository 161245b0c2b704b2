import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';

/** A field that can count for completeness: its word, and the SQL condition that it is filled (alias `r`). */
interface CompletenessFieldSpec {
  readonly label: string;
  readonly filled: string;
}

const text = (label: string, column: string): CompletenessFieldSpec => ({ label, filled: `r.${column} <> ''` });
const value = (label: string, column: string): CompletenessFieldSpec => ({ label, filled: `r.${column} is not null` });

/** Every field that can count; the weights stand in `completeness_field` and are editable. */
export const COMPLETENESS_FIELDS: Readonly<Record<QualityEntity, Readonly<Record<string, CompletenessFieldSpec>>>> = {
  customer: {
    short_name: text('简称', 'short_name'),
    credit_code: text('统一社会信用代码', 'credit_code'),
    region: text('区域', 'region'),
    city: text('城市', 'city'),
    sector: text('行业', 'sector'),
    source: text('来源', 'source'),
    phone: text('电话', 'phone'),
    website: text('网站', 'website'),
    address: text('地址', 'address'),
    employees: value('员工人数', 'employees'),
    annual_revenue: value('年营收', 'annual_revenue'),
    owner: value('负责人', 'owner_id'),
    contact: { label: '联系人', filled: 'exists (select 1 from contact ct where ct.customer_id = r.id)' },
    decision_maker: {
      label: '决策人',
      filled: 'exists (select 1 from contact ct where ct.customer_id = r.id and ct.decision_maker)',
    },
  },
  contact: {
    title: text('职务', 'title'),
    phone: text('电话', 'phone'),
    email: text('邮箱', 'email'),
    wechat: text('微信', 'wechat'),
  },
  lead: {
    company: text('公司', 'company'),
    title: text('职务', 'title'),
    phone: text('电话', 'phone'),
    email: text('邮箱', 'email'),
    wechat: text('微信', 'wechat'),
    source: text('来源', 'source'),
    region: text('区域', 'region'),
    city: text('城市', 'city'),
    sector: text('行业', 'sector'),
    owner: value('负责人', 'owner_id'),
  },
};

/** SQL for the names of the fields that are empty. */
export function missingSql(entity: QualityEntity): string {
  const parts = Object.entries(COMPLETENESS_FIELDS[entity]).map(
    ([field, { filled }]) => `case when coalesce(${filled}, false) then null else '${field}' end`,
  );
  return `array_remove(array[${parts.join(', ')}]::text[], null)`;
}

/** Completeness in per cent by the weights: 100 when nothing that counts is missing, or nothing counts. */
export function completenessOf(weights: ReadonlyMap<string, number>, missing: readonly string[]): number {
  let whole = 0;
  for (const weight of weights.values()) whole += weight;
  if (whole === 0) return 100;
  const lacking = missing.reduce((sum, field) => sum + (weights.get(field) ?? 0), 0);
  return Math.round((100 * (whole - lacking)) / whole);
}
