import { defineTrigger } from './trigger.ts';

/** The hour came: everybody the targets choose is started, once per slot. */
export const scheduleTrigger = defineTrigger<object>({
  type: 'schedule',
  title: '定时',
  description: '按时间表（Cron）为符合目标的联系人开始。',
  fits: ({ cron }) => cron !== undefined,
});
