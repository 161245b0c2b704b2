import type { HealthLevel, Tier } from '../../../kernel/contracts/profile.ts';

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  key: '重点客户',
  important: '重要客户',
  regular: '普通客户',
  small: '小额客户',
  prospect: '未成交客户',
};

export const HEALTH_LEVEL_WORDS: Readonly<Record<HealthLevel, string>> = {
  healthy: '健康',
  attention: '需关注',
  at_risk: '有风险',
};
