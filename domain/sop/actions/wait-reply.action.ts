import { z } from 'zod';
import { defineShape } from './action.ts';

const MINUTE_MS = 60_000;

const Config = z.strictObject({
  timeout_minutes: z.int().min(1).max(129_600).default(1440),
  /** Judges what the reply means; without it every reply leaves by `reply`. */
  judge: z.boolean().default(true),
});

/** Waits until the contact writes, or the time is up. A reply of a class without a way of its own leaves by `reply`. */
export const waitReply = defineShape({
  type: 'wait_reply',
  title: '等待回复',
  description: '等联系人回复；到时间没有回复走另一条路，还可以按回复的意思分路。',
  config: Config,
  ways: ({ judge }) => ({
    reply: '有回复',
    no_reply: '到时没有回复',
    ...(judge && {
      interested: '回复有兴趣',
      later: '回复以后再说',
      refuse: '回复拒绝',
      question: '回复是提问',
      other: '其他回复',
    }),
  }),
  perform: ({ timeout_minutes: minutes, judge }, { now }) => ({
    kind: 'reply',
    until: new Date(now.getTime() + minutes * MINUTE_MS),
    judge,
    reason: '等对方回复',
  }),
});
