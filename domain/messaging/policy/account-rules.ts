import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { SendRule } from './rule.ts';

const DAY_MS = 86_400_000;
const OFFLINE_WAIT_MS = 60_000;
const VENDOR_PAUSE_MS = 10_000;
const SHARE_FOR_SENDING = 0.9;

/** Somebody paused the account: nothing leaves until it is resumed. */
export const accountPaused: SendRule = {
  name: 'account_paused',
  check: ({ account }) => (account.paused ? { verdict: 'hold', words: '账号已暂停，恢复后再发' } : null),
};

/** Sending to an account that is offline is lost or comes hours late: it waits. */
export const accountOffline: SendRule = {
  name: 'account_offline',
  check: ({ account, now }) =>
    account.state === 'offline'
      ? { verdict: 'put_off', until: new Date(now.getTime() + OFFLINE_WAIT_MS), words: '账号不在线，上线后再发' }
      : null,
};

/** After too many faults in a row the account rests. */
export const accountRests: SendRule = {
  name: 'account_rests',
  check: ({ account, now }) =>
    account.rest_until && account.rest_until > now
      ? { verdict: 'put_off', until: account.rest_until, words: '账号连续出错，休息一会儿再发' }
      : null,
};

/** The vendor's limit a day, or a narrower one of the account: the rest goes tomorrow. */
export const dailyQuota: SendRule = {
  name: 'daily_quota',
  check: ({ account, limits, now }) => {
    const most = narrower(account.commands_per_day, limits.commands_per_day);
    if (most === null || account.sent_today < most) return null;
    const tomorrow = new Date(dayToInstant(localDay(now)).getTime() + DAY_MS);
    return { verdict: 'put_off', until: tomorrow, words: `账号今天已发 ${account.sent_today} 条，达到上限 ${most} 条` };
  },
};

/** Some vendors count the calls of one address over all accounts, and ban who goes on. A tenth stays for questions. */
export const vendorCalls: SendRule = {
  name: 'vendor_calls',
  check: ({ limits, vendor_calls_last_minute: calls, now }) =>
    limits.calls_per_minute !== null && calls >= limits.calls_per_minute * SHARE_FOR_SENDING
      ? {
          verdict: 'put_off',
          until: new Date(now.getTime() + VENDOR_PAUSE_MS),
          words: `渠道每分钟最多调用 ${limits.calls_per_minute} 次，稍后再发`,
        }
      : null,
};

/** What the channel cannot carry is not even tried. */
export const channelCarries: SendRule = {
  name: 'channel_carries',
  check: ({ carries, limits, command: { outbound }, conversation }) => {
    if (!carries.includes(outbound.kind)) return { verdict: 'refuse', words: '这个渠道发不了这种内容' };
    if (conversation?.kind === 'group' && !limits.groups) return { verdict: 'refuse', words: '这个渠道不能在群里发言' };
    return null;
  },
};

/** The smaller of two limits, of which either may be unknown. */
export function narrower(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
