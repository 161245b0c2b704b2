import { z } from 'zod';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import { holds } from '../../../kernel/conditions/holds.ts';
import { Condition } from '../../../kernel/contracts/conditions.ts';
import { ERROR_WAY } from '../../../kernel/contracts/routing.ts';
import { AppError } from '../../../kernel/errors.ts';
import { FLOW_FIELDS, flowValues } from '../flow-fields.ts';
import { defineNode } from './node.ts';

/** The way of everything no case fits. */
const ELSE = 'else';

const Case = z.strictObject({
  /** Name of the way out. */
  way: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/),
  title: z.string().trim().min(1).max(60),
  when: Condition,
});

const Config = z.strictObject({ cases: z.array(Case).max(20).default([]) }).superRefine(({ cases }, context) => {
  const ways = cases.map(({ way }) => way);
  for (const [at, { way, when }] of cases.entries()) {
    const refuse = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['cases', at, field], message });
    if (way === ELSE || way === ERROR_WAY) refuse('way', `“${way}”已有别的用处`);
    if (ways.indexOf(way) < at) refuse('way', `出口“${way}”用了两次`);
    try {
      checkCondition(when, FLOW_FIELDS);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      refuse('when', thrown.sentence('zh'));
    }
  }
});

/** Parts the flow by what is known so far: the first case that holds, else `else` (spec 002 §3.1, node 3). */
export const conditionBranch = defineNode<z.output<typeof Config>, Record<never, never>>({
  type: 'CONDITION_BRANCH',
  title: '条件分支',
  description:
    '按条件把消息分到不同的路。cases 从上往下看，第一个成立的情况决定出口；都不成立走 else。条件只能比较列出的字段。',
  config: Config,
  ways: ({ cases }) => ({ ...Object.fromEntries(cases.map(({ way, title }) => [way, title])), [ELSE]: '其他情况' }),
  read: () => Promise.resolve({}),
  decide: (state, _facts, { cases }, { now }) => {
    const values = flowValues(state, now);
    const fitting = cases.find(({ when }) => holds(when, values, FLOW_FIELDS, now));
    if (!fitting) return { way: ELSE, reason: cases.length > 0 ? '没有符合的情况' : '没有设置条件' };
    return { way: fitting.way, reason: `符合“${fitting.title}”`, details: { way: fitting.way } };
  },
});
