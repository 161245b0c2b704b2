import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What the room of policies refuses. */
export const POLICY_ERRORS = {
  'policies.bad_shape': {
    kind: 'invalid',
    zh: '规则的格式不对，没有保存：{problems}',
    en: 'The policy is not of the right shape and was not saved: {problems}',
  },
  'policies.not_total': {
    kind: 'invalid',
    zh: '规则有漏洞，没有保存：{problems}',
    en: 'The policy leaves something open or says two things, and was not saved: {problems}',
  },
  'policies.stale_version': {
    kind: 'conflict',
    zh: '这套规则刚被别人改过（现在是第 {current_version} 版）。请刷新后核对再提交。',
    en: 'Somebody else changed this policy (version {current_version} now). Reload, check and submit again.',
  },
  'policies.stored_unreadable': {
    kind: 'bug',
    zh: '存着的规则“{title}”读不出来：{problems}。请管理员重新保存一次。',
    en: 'The stored policy {title} cannot be read: {problems}. Save it anew.',
  },
} as const satisfies ErrorCatalogue;

export const policyError = errorsOf(POLICY_ERRORS);
