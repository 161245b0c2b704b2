import { z } from 'zod';
import { Condition } from '../../../kernel/contracts/conditions.ts';
import { defineShape } from './action.ts';

const Config = z.strictObject({ check: Condition });

/** Goes one way or the other by a condition. */
export const conditionCheck = defineShape({
  type: 'condition_check',
  title: '条件判断',
  description: '满足条件走一条路，不满足走另一条。',
  config: Config,
  ways: () => ({ yes: '满足', no: '不满足' }),
  conditions: ({ check }) => ({ check }),
  perform: ({ check }, moment) =>
    moment.holds(check)
      ? { kind: 'way', way: 'yes', reason: '条件满足' }
      : { kind: 'way', way: 'no', reason: '条件不满足' },
});
