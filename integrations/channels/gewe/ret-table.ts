import type { RefusalReason } from '../../../domain/messaging/refusal-reasons.ts';

export interface Meaning {
  readonly reason: RefusalReason;
  readonly retry: 'never' | 'later';
}

/**
 * `ret` is 500 for almost everything, so the words decide: the first line that fits. They are not documented; what fits none
 * is the vendor's fault and tried again.
 */
const WORDS: readonly (readonly [words: RegExp, Meaning | 'unknown'])[] = [
  [/朋友圈|moments?\b|\bsns\b/i, { reason: 'not_permitted', retry: 'never' }],
  [/超时|time(?:d )?\s?out/i, 'unknown'],
  [
    /离线|掉线|未登录|已退出|不在线|offline|not online|log(?:ged)?\s?out/i,
    { reason: 'account_offline', retry: 'later' },
  ],
  [/token/i, { reason: 'not_permitted', retry: 'never' }],
  [/设备不存在|appid/i, { reason: 'account_unknown', retry: 'never' }],
  [/频繁|限流|too (?:many|frequent|fast)|rate limit/i, { reason: 'too_many_calls', retry: 'later' }],
  [
    /群.{0,6}不存在|不在.{0,4}群|不是群成员|not in (?:the )?(?:chat)?room/i,
    { reason: 'group_not_found', retry: 'never' },
  ],
  [
    /不是.{0,6}好友|拉黑|好友.{0,4}不存在|联系人.{0,4}不存在|not (?:a )?friend/i,
    { reason: 'target_not_found', retry: 'never' },
  ],
  [/敏感|违规|违法|sensitive/i, { reason: 'content_refused', retry: 'never' }],
  [/下载|download|无法访问|\burl\b/i, { reason: 'file_unreachable', retry: 'later' }],
  [/不支持|not support/i, { reason: 'not_supported', retry: 'never' }],
  [/权限|permission|not allowed/i, { reason: 'not_permitted', retry: 'never' }],
];

/** Statuses of HTTP that some builds put into `ret`. */
const BY_RET: Readonly<Record<number, Meaning>> = {
  401: { reason: 'not_permitted', retry: 'never' },
  403: { reason: 'not_permitted', retry: 'never' },
  404: { reason: 'not_supported', retry: 'never' },
  429: { reason: 'too_many_calls', retry: 'later' },
};

/** What a failed call means; `unknown` when even the vendor does not know whether it was carried out. */
export function meaningOf(ret: number, words: string): Meaning | 'unknown' {
  const told = WORDS.find(([pattern]) => pattern.test(words))?.[1];
  return told ?? BY_RET[ret] ?? { reason: 'vendor_fault', retry: 'later' };
}
