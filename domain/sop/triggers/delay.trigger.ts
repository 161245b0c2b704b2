import { defineTrigger } from './trigger.ts';

/** Some time after somebody became a friend: the instance is made at once and waits. */
export const delayTrigger = defineTrigger<object>({
  type: 'delay',
  title: '加好友后一段时间',
  description: '加上好友后，过设定的分钟数再开始。',
  fits: ({ contact_types: types, delay_minutes: minutes }) => types.includes('friend') && minutes !== undefined,
});
