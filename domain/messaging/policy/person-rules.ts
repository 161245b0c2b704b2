import { addMinutes, minutesOfDay, minutesOf } from './time-of-day.ts';
import type { SendRule } from './rule.ts';

const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1440;

/** Who asked to be left alone is left alone. Only a colleague who writes by hand may still answer. */
export const doNotDisturb: SendRule = {
  name: 'do_not_disturb',
  check: ({ conversation, command }) =>
    conversation?.disturb_reason != null && command.source !== 'person'
      ? { verdict: 'refuse', words: `对方不希望被打扰（${conversation.disturb_reason}）` }
      : null,
};

/**
 * While a colleague speaks, robots keep still; what nobody asked for waits, an answer is no longer wanted. What goes along
 * with the colleague's work is no answer in their place.
 */
export const colleagueSpeaks: SendRule = {
  name: 'colleague_speaks',
  check: ({ conversation, command, now }) => {
    const until = conversation?.silent_until;
    if (!until || until <= now || command.source === 'person' || command.approved || command.beside_staff) return null;
    return command.source === 'routing'
      ? { verdict: 'refuse', words: '同事正在沟通，机器人不插话' }
      : { verdict: 'put_off', until, words: '同事正在沟通，等他们聊完' };
  },
};

/** Who asks whether a person answers is told the truth, by a person. */
export const askedWhetherHuman: SendRule = {
  name: 'asked_whether_human',
  check: ({ conversation, command }) =>
    conversation?.asked_whether_human && command.source === 'routing' && command.speech === 'reply' && !command.approved
      ? { verdict: 'hold', words: '对方在问是不是真人，请同事亲自如实回答' }
      : null,
};

/** Some channels let one write only for some hours after the person's last message. */
export const replyWindow: SendRule = {
  name: 'reply_window',
  check: ({ limits, conversation, now }) => {
    if (limits.window_hours === null || !conversation) return null;
    const last = conversation.last_inbound_at;
    if (last && now.getTime() - last.getTime() <= limits.window_hours * HOUR_MS) return null;
    return { verdict: 'hold', words: `对方 ${limits.window_hours} 小时内没有来信，这个渠道不允许主动发送` };
  },
};

/** At night nothing leaves that nobody asked for. */
export const quietHours: SendRule = {
  name: 'quiet_hours',
  check: ({ policy, command, now }) => {
    if (!command.proactive || command.approved) return null;
    const [from, to, at] = [minutesOf(policy.quiet_from), minutesOf(policy.quiet_to), minutesOfDay(now)];
    const sinceStart = (at - from + DAY_MINUTES) % DAY_MINUTES;
    const length = (to - from + DAY_MINUTES) % DAY_MINUTES;
    if (sinceStart >= length) return null;
    return {
      verdict: 'put_off',
      until: addMinutes(now, length - sinceStart),
      words: `免打扰时段（${policy.quiet_from}-${policy.quiet_to}），${policy.quiet_to} 后发`,
    };
  },
};

/** Nobody gets more than so many messages they did not ask for, whichever sequences they are in. */
export const frequencyCap: SendRule = {
  name: 'frequency_cap',
  check: ({ policy, conversation, command, now }) => {
    if (!command.proactive || command.approved || !conversation) return null;
    if (conversation.proactive_today >= policy.proactive_per_day)
      return {
        verdict: 'put_off',
        until: addMinutes(now, DAY_MINUTES - minutesOfDay(now)),
        words: `今天已经主动联系过 ${conversation.proactive_today} 次，明天再发`,
      };
    if (conversation.proactive_last_hour >= policy.proactive_per_hour)
      return { verdict: 'put_off', until: addMinutes(now, 60), words: '一小时内刚主动联系过，稍后再发' };
    return null;
  },
};

/** A robot that answers every line gets reported: so many answers a minute in one conversation. */
export const replyRate: SendRule = {
  name: 'reply_rate',
  check: ({ policy, conversation, command, now }) =>
    command.source === 'routing' && conversation && conversation.replies_last_minute >= policy.replies_per_minute
      ? { verdict: 'put_off', until: addMinutes(now, 1), words: '这里一分钟内回复太多，缓一缓再发' }
      : null,
};
