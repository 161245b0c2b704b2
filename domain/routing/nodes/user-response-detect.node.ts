import { z } from 'zod';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { effectOf } from '../effects/effect.ts';
import { moveTrackTask } from '../effects/move-track-task.effect.ts';
import { messagesBetween, type SaidLine } from '../../messaging/conversations/messages-between.ts';
import { readTasksOfMessage, watchAnswers, whoIsSilent } from '../service/watch-answer.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({});

interface Facts {
  readonly tasks: readonly TaskFacts[];
  /** What customers said since operations wrote. */
  readonly said: readonly SaidLine[];
}

/** Node A2: whether those whom operations asked have answered already, while the flow was on its way. */
export const userResponseDetect = defineNode<z.infer<typeof Config>, Facts>({
  type: 'USER_RESPONSE_DETECT',
  title: '号主响应检测',
  description: '看运营发话之后号主有没有回应：已经回应的任务改为处理中，没有回应的交给后面的节点等。',
  config: Config,
  ways: () => ({ responded: '号主已回应', waiting: '还没有回应', none: '不需要回应' }),
  read: async (scope, state, _config, moment) => {
    const { conversation_id, sent_at } = state.message;
    const lines = await messagesBetween(scope, { conversation_id, after: new Date(sent_at), until: moment.now });
    return {
      tasks: await readTasksOfMessage(scope, state),
      said: lines.filter((line) => line.role === 'user'),
    };
  },
  decide: (state, { tasks, said }, _config, moment) => {
    if (!state.operation?.needs_answer) return { way: 'none', reason: '运营没有要求回应' };
    const { open, kind } = watchAnswers(tasks, moment, 0);
    if (kind === 'gone') return { way: 'none', reason: '任务已经取消或不在了' };
    const answered = open.filter((task) =>
      said.some((line) => task.person_id === null || line.person_id === task.person_id),
    );
    const effects = answered.map((task) =>
      effectOf(moveTrackTask, { id: task.id, to: 'in_progress', reason: '号主发了言' }),
    );
    const silent = open.filter((task) => !answered.includes(task));
    if (silent.length === 0) return { way: 'responded', reason: '号主已经回应运营', effects };
    return { way: 'waiting', reason: `${whoIsSilent(silent)}还没有回应运营`, effects };
  },
});
