import { z } from 'zod';
import { Priority } from '../../../kernel/contracts/judgement.ts';
import type { DelayBands, PriorityRules } from '../../../kernel/contracts/policies.ts';
import { hasRoleIn } from '../../messaging/people/has-role-in.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import { DELAY_BANDS } from '../policies/delay-bands.ts';
import { PRIORITY_RULES } from '../policies/priority-rules.ts';
import { PRIORITY_WORDS } from '../policies/priority-words.ts';
import { tellDelay } from '../policies/tell-delay.ts';
import { priorityFacts, tellPriority } from '../policies/tell-priority.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Everything that comes here presses as much; null: as it was judged, else by the table of priorities. */
  priority: Priority.nullable().default(null),
});

interface Facts {
  readonly bands: DelayBands;
  readonly priority_rules: PriorityRules;
  readonly operations: boolean;
}

/** D6: when the answer leaves. The delay is thrown here and stored with its band and reason, never again. */
export const delayControlNode = defineNode<z.output<typeof Config>, Facts>({
  type: 'DELAY_CONTROL',
  title: '延迟控制',
  description:
    '按“回复延迟”规则，看现在几点、消息什么优先级，决定回复什么时候发。priority 填了就固定用这个优先级，不填就用前面判断的优先级。',
  config: Config,
  ways: () => ({ next: '发送时间已定' }),
  read: async (scope, { message }) => ({
    bands: (await readPolicy(scope, DELAY_BANDS)).value,
    priority_rules: (await readPolicy(scope, PRIORITY_RULES)).value,
    operations: await hasRoleIn(scope, message.conversation_id, message.mentioned_person_ids, 'operations'),
  }),
  decide: (state, facts, config, { now, random }) => {
    const given = config.priority ?? state.priority;
    const judged = given
      ? { priority: given, reason: config.priority ? '流程里固定的' : '前面判断的' }
      : tellPriority(facts.priority_rules, priorityFacts(state, facts.operations));
    const { priority } = judged;
    const told = tellDelay(facts.bands.bands, { now, priority, random });
    return {
      way: 'next',
      reason: `${told.reason}（${PRIORITY_WORDS[priority]}：${judged.reason}）`,
      details: { band: told.band, priority, seconds: told.seconds },
      changes: { priority, delay: { band: told.band, run_at: told.run_at?.toISOString() ?? null } },
    };
  },
});
