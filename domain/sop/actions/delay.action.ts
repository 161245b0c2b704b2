import { z } from 'zod';
import { DONE, defineShape } from './action.ts';

/** Waits only; how long stands in what every step has (`delay_minutes`, `delay_until`). */
export const delay = defineShape({
  type: 'delay',
  title: '等待一段时间',
  description: '什么都不做，只等：几分钟、到某个时刻、某个星期几，或某个日期前后。',
  config: z.strictObject({}),
  ways: () => DONE,
  perform: () => ({ kind: 'way', way: 'done', reason: '时间到了' }),
});
