import { z } from 'zod';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { lastActivity } from '../../messaging/staff/note-activity.ts';
import { effectOf } from '../effects/effect.ts';
import { noteActivityEffect } from '../effects/note-activity.effect.ts';
import { finishTasks, readFinishable } from '../service/finish-tasks.ts';
import { nameList, nodeWords } from '../service/node-texts.ts';
import { COMPLETION_WORDS, KindWords } from '../service/task-words.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({ kinds: KindWords, completion_words: nodeWords(COMPLETION_WORDS) });

interface Facts {
  /** When this colleague was last counted as active. */
  readonly counted: Date | null;
  readonly open: readonly TaskFacts[];
}

/** Node B1: a colleague wrote. */
export const staffActivityRecord = defineNode<z.infer<typeof Config>, Facts>({
  type: 'STAFF_ACTIVITY_RECORD',
  title: '工作人员活跃度记录',
  description:
    '记下同事发了言（收消息时记过的不重复记），在线状态由此得出；同事说“办好了”一类的话（completion_words）时，把对应的跟踪任务标为完成。',
  config: Config,
  ways: () => ({ next: '继续' }),
  read: async (scope, state) => {
    const person = state.sender?.person_id;
    return {
      counted: person ? await lastActivity(scope, person) : null,
      open: await readFinishable(scope, state),
    };
  },
  decide: (state, { counted, open }, config) => {
    const person = state.sender?.person_id;
    const at = state.message.sent_at;
    const missed = person !== undefined && person !== null && (counted === null || counted < new Date(at));
    const finished = finishTasks(state, open, { completion: config.completion_words, kinds: config.kinds });
    const done = finished.tasks.length > 0 ? `；${nameList(finished.tasks.map((task) => task.title))}办完了` : '';
    const doubt = finished.unclear ? '；说办好了，但分不清是哪一件' : '';
    const who = person ? `${missed ? '记下' : '已经记过'}${state.sender!.name}的发言` : '同事用机器人账号手工发言';
    return {
      way: 'next',
      reason: `${who}${done}${doubt}`,
      effects: [...(missed ? [effectOf(noteActivityEffect, { person_id: person, at })] : []), ...finished.effects],
    };
  },
});
