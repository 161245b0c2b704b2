import type { CallInterest } from '../../../kernel/contracts/calls.ts';
import { defineTrigger } from './trigger.ts';

/** The calling robot spoke with somebody, and what they want is known. */
export const callTrigger = defineTrigger<{ readonly interest: CallInterest }>({
  type: 'call_finished',
  title: '外呼结束',
  description: '外呼结束并判断出意向后开始。',
  fits: ({ interest: wanted }, { interest }) => wanted.length === 0 || wanted.includes(interest),
});
