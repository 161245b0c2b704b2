import type { CheckRule } from './item.ts';

/** Is there a next step with a day? */
export const nextStepItem: CheckRule = {
  key: 'next_step',
  label: '下一步',
  check: ({ nextPlannedOn, overduePlans }) => {
    if (overduePlans > 0)
      return {
        result: nextPlannedOn ? 'warn' : 'bad',
        reason: `有 ${overduePlans} 个计划的跟进已经逾期`,
        next_step: '先把逾期的跟进做完，或者改期',
      };
    if (!nextPlannedOn)
      return { result: 'warn', reason: '没有安排下一步跟进', next_step: '安排一次跟进，写清时间和目的' };
    return { result: 'ok', reason: `下一次跟进安排在 ${nextPlannedOn}` };
  },
};
