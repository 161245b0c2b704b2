import { z } from 'zod';
import { readTaskRules } from '../../after-sales/task-rules.ts';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { TASK_KIND_WORDS } from '../../after-sales/words.ts';
import { membersById, type KnownMember } from '../../messaging/people/group-members.ts';
import type { TrackTaskRuleView } from '../../../kernel/contracts/track-tasks.ts';
import { finishTasks, readFinishable } from '../service/finish-tasks.ts';
import { nameList, nodeWords } from '../service/node-texts.ts';
import { COMPLETION_WORDS, KindWords, tellTaskKind } from '../service/task-words.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  kinds: KindWords,
  completion_words: nodeWords(COMPLETION_WORDS),
  /** Whether an @ without any of the words is a request too. */
  take_other: z.boolean().default(true),
  /** Minutes a kind may take; left out: as the room's settings say. */
  minutes: z
    .strictObject({
      real_name: z.int().min(5).max(43_200).optional(),
      scan_login: z.int().min(5).max(43_200).optional(),
      bind_phone: z.int().min(5).max(43_200).optional(),
      other: z.int().min(5).max(43_200).optional(),
    })
    .prefault({}),
});

interface Facts {
  /** Customers the message mentions. */
  readonly targets: readonly KnownMember[];
  readonly open: readonly TaskFacts[];
  readonly rules: readonly TrackTaskRuleView[];
}

/** Node C1: what an after-sales colleague wants of whom. */
export const afterSalesIdentify = defineNode<z.infer<typeof Config>, Facts>({
  type: 'AFTER_SALES_IDENTIFY',
  title: '售后消息识别',
  description:
    '售后 @ 号主时，按 kinds 里的词判断要办哪一类事，按类定期限；说“办好了”一类的话（completion_words）时把对应任务标为完成。take_other：没有这些词的 @ 也跟踪。minutes：这个流程里各类的期限（分钟），不填用系统设置。',
  config: Config,
  ways: () => ({ request: '请号主办事', done: '说办好了', other: '不是请人办事' }),
  read: async (scope, state) => {
    const { conversation_id, mentioned_person_ids } = state.message;
    const mentioned = await membersById(scope, conversation_id, mentioned_person_ids);
    return {
      targets: mentioned.filter((member) => member.role === 'user'),
      open: await readFinishable(scope, state),
      rules: await readTaskRules(scope),
    };
  },
  decide: (state, { targets, open, rules }, config, moment) => {
    const finished = finishTasks(state, open, { completion: config.completion_words, kinds: config.kinds });
    if (finished.tasks.length > 0)
      return {
        way: 'done',
        reason: `售后说“${finished.word}”，${nameList(finished.tasks.map((task) => task.title))}办完了`,
        changes: stateOf(finished.tasks),
        effects: finished.effects,
      };
    if (targets.length === 0)
      return { way: 'other', reason: finished.unclear ? '说办好了，但分不清是哪一件' : '没有 @ 号主' };
    const told = tellTaskKind(state.message.text, config.kinds);
    if (!told && !config.take_other) return { way: 'other', reason: '@ 了号主，但没有要办的事' };
    const kind = told?.kind ?? 'other';
    const minutes = config.minutes[kind] ?? rules.find((rule) => rule.kind === kind)!.minutes;
    const deadline = new Date(moment.now.getTime() + minutes * 60_000).toISOString();
    return {
      way: 'request',
      reason: `售后 @ 了${nameList(targets.map((one) => one.name))}，${told ? `提到“${told.word}”` : '没有说明哪类事'}，按“${TASK_KIND_WORDS[kind]}”跟踪 ${minutes} 分钟`,
      details: { kind, targets: targets.length, minutes },
      changes: {
        after_sales_request: {
          kind,
          target_person_id: targets[0]!.person_id,
          target_person_ids: targets.map((one) => one.person_id),
          deadline,
        },
      },
    };
  },
});

function stateOf(tasks: readonly TaskFacts[]) {
  const ids = tasks.map((task) => task.id);
  return { after_sales: { response: false, task_id: ids[0]!, words: [], task_ids: ids } };
}
