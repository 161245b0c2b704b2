import { defineTrigger } from './trigger.ts';

/** A deal of the contact's company moved to another stage. */
export const stageTrigger = defineTrigger<{ readonly to: string }>({
  type: 'stage_changed',
  title: '商机阶段变化',
  description: '客户的商机进入设定的阶段时开始。',
  fits: ({ stages }, { to }) => stages.length === 0 || stages.includes(to),
});
