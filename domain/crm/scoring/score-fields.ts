import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import { LEAD_STATUS_WORDS } from '../words.ts';
import type { FeatureDefinition } from './fit/fit-data.ts';
import { TITLE_LEVEL_WORDS } from './title-level.ts';

/** What rules may ask of a lead. Days and counts are those of the moment the score is made for. */
export const SCORE_FIELDS = {
  source: { label: '来源', kind: 'text' },
  region: { label: '区域', kind: 'text' },
  city: { label: '城市', kind: 'text' },
  sector: { label: '行业', kind: 'text' },
  company: { label: '公司', kind: 'text' },
  title: { label: '职务', kind: 'text' },
  title_level: { label: '职务层级', kind: 'choice', choices: TITLE_LEVEL_WORDS },
  has_phone: { label: '有电话', kind: 'boolean' },
  has_wechat: { label: '有微信', kind: 'boolean' },
  has_email: { label: '有邮箱', kind: 'boolean' },
  has_description: { label: '写明了需求', kind: 'boolean' },
  status: {
    label: '状态',
    kind: 'choice',
    choices: {
      new: LEAD_STATUS_WORDS.new,
      contacted: LEAD_STATUS_WORDS.contacted,
      qualified: LEAD_STATUS_WORDS.qualified,
    },
  },
  age_days: { label: '建立天数', kind: 'number' },
  idle_days: { label: '未联系天数', kind: 'number' },
  activities: { label: '联系次数', kind: 'number' },
  calls: { label: '电话次数', kind: 'number' },
  visits: { label: '见面和演示次数', kind: 'number' },
  chats: { label: '微信和邮件次数', kind: 'number' },
  heat: { label: '近期热度', kind: 'number' },
  has_plan: { label: '已安排跟进', kind: 'boolean' },
  overdue: { label: '跟进逾期', kind: 'boolean' },
} as const satisfies FieldCatalogue;
export type ScoreField = keyof typeof SCORE_FIELDS;

/** What stands behind a number of a field. */
export const FIELD_UNITS: Readonly<Partial<Record<string, string>>> = {
  age_days: '天',
  idle_days: '天',
  activities: '次',
  calls: '次',
  visits: '次',
  chats: '次',
};

const feature = (name: ScoreField, more: Partial<FeatureDefinition> = {}): FeatureDefinition => {
  const field = SCORE_FIELDS[name];
  const unit = FIELD_UNITS[name];
  return {
    name,
    label: field.label,
    kind: field.kind === 'number' ? 'number' : 'category',
    ...('choices' in field ? { words: field.choices } : {}),
    ...(unit ? { unit } : {}),
    ...more,
  };
};

/**
 * What a fitted model may use. The status is not among it: it is set by the person who decides the outcome. Everything
 * that time alone moves has its direction, so that a lead nobody looks after never rises.
 */
export const SCORE_FEATURES: readonly FeatureDefinition[] = [
  feature('source'),
  feature('region'),
  feature('city'),
  feature('sector'),
  feature('title_level'),
  feature('has_phone'),
  feature('has_wechat'),
  feature('has_email'),
  feature('has_description'),
  feature('age_days', { monotone: 'down' }),
  feature('idle_days', { monotone: 'down' }),
  feature('activities', { monotone: 'up' }),
  feature('calls', { monotone: 'up' }),
  feature('visits', { monotone: 'up' }),
  feature('chats', { monotone: 'up' }),
  feature('heat', { monotone: 'up' }),
  feature('has_plan'),
];
