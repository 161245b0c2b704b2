import { defineTrigger } from './trigger.ts';

/** A condition came to hold for somebody: looked for again and again. */
export const conditionTrigger = defineTrigger<object>({
  type: 'condition',
  title: '满足条件',
  description: '定期查看，联系人满足条件时开始。',
  fits: ({ conditions }) => conditions !== null,
});
