import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the settings of value and health refuse. */
export const PROFILE_ERRORS = {
  'crm.profile_signals_incomplete': {
    kind: 'invalid',
    zh: '健康度的信号表不完整或有多余的信号：{problems}。请对照列表填写每一项。',
    en: 'The table of health signals must name exactly the known signals: {problems}.',
  },
  'crm.profile_weights_empty': {
    kind: 'invalid',
    zh: '至少要有一个信号的权重大于 0，否则无法计算健康度。',
    en: 'At least one signal needs a weight above zero.',
  },
  'crm.profile_levels_crossed': {
    kind: 'invalid',
    zh: '“健康”的起点（{healthy_from} 分）要高于“有风险”的界线（{at_risk_below} 分）。',
    en: 'The healthy boundary must be above the at-risk boundary.',
  },
} as const satisfies ErrorCatalogue;

export const profileError = errorsOf(PROFILE_ERRORS);
