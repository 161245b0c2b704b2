import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

export const REPORT_ERRORS = {
  'report.request_invalid': {
    kind: 'invalid',
    zh: '这个统计请求有误：{problems}',
    en: 'The report request is not valid: {problems}',
  },
  'report.unknown_metric': {
    kind: 'invalid',
    zh: '没有“{name}”这个指标。相近的有：{nearest}。',
    en: 'There is no metric {name}. Near to it: {nearest}.',
  },
  'report.unknown_dimension': {
    kind: 'invalid',
    zh: '没有“{name}”这个维度。相近的有：{nearest}。',
    en: 'There is no dimension {name}. Near to it: {nearest}.',
  },
  'report.unknown_value': {
    kind: 'invalid',
    zh: '{dimension}里没有“{value}”。相近的有：{nearest}。',
    en: '{dimension} has no value {value}. Near to it: {nearest}.',
  },
  'report.ambiguous_value': {
    kind: 'invalid',
    zh: '{dimension}“{value}”可能指：{nearest}。请说明是哪一个。',
    en: '{value} may be several values of {dimension}: {nearest}. Say which one.',
  },
  'report.not_divisible': {
    kind: 'invalid',
    zh: '“{metric}”不能按{dimension}来看，可以按{dimensions}来看。',
    en: '{metric} cannot be cut by {dimension}; it can be cut by {dimensions}.',
  },
  'report.unknown_period_field': {
    kind: 'invalid',
    zh: '“{metric}”没有“{field}”这个日期，可以用：{fields}。',
    en: '{metric} has no date {field}; it has: {fields}.',
  },
  'report.compare_needs_period': {
    kind: 'invalid',
    zh: '要做对比，请先说明看哪段时间，例如“本月”“第三季度”。',
    en: 'A comparison needs a period.',
  },
  'report.unknown_order': {
    kind: 'invalid',
    zh: '不能按“{by}”排序，可以按：{columns}。',
    en: 'Cannot order by {by}; possible: {columns}.',
  },
  'report.too_many_dimensions': {
    kind: 'invalid',
    zh: '“{metric}”要按阶段来看，其他维度最多再加两个。',
    en: '{metric} is cut by stage; at most two more dimensions are possible.',
  },
  'report.too_many_groups': {
    kind: 'invalid',
    zh: '这样分组会超过 {max} 行。请缩小时间范围、增加条件或减少维度。',
    en: 'This grouping has more than {max} rows. Narrow it down.',
  },
} as const satisfies ErrorCatalogue;

export const reportError = errorsOf(REPORT_ERRORS);
