import type { Priority } from '../../../kernel/contracts/judgement.ts';

/** Priorities as people say them. */
export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = {
  high: '高优先级',
  medium: '中优先级',
  low: '低优先级',
};
