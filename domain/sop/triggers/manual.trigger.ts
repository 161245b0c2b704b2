import { defineTrigger } from './trigger.ts';

/** A person starts it; no event does. */
export const manualTrigger = defineTrigger<object>({
  type: 'manual',
  title: '手动',
  description: '由同事手动开始。',
  fits: () => false,
});
