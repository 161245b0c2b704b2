import { z } from 'zod';
import { openTasksOf, type TaskFacts } from '../../after-sales/open-tasks.ts';
import { TASK_KIND_WORDS } from '../../after-sales/words.ts';
import { createTrackTask } from '../effects/create-track-task.effect.ts';
import { effectOf } from '../effects/effect.ts';
import { stableId } from '../service/stable-id.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({});

/** Node C2: what after-sales asked for is followed, one task for each who was asked. */
export const afterSalesTaskCreate = defineNode<z.infer<typeof Config>, readonly TaskFacts[]>({
  type: 'AFTER_SALES_TASK_CREATE',
  title: '创建售后跟踪任务',
  description: '给每个被 @ 的号主建一个跟踪任务；同一类事还没办完的，算再催一次，期限重新计。',
  config: Config,
  ways: () => ({ created: '已建任务', none: '没有要建的任务' }),
  read: async (scope, state) => await openTasksOf(scope, { conversation_id: state.message.conversation_id }),
  decide: (state, open, _config, moment) => {
    const request = state.after_sales_request;
    if (!request) return { way: 'none', reason: '前面没有识别出要办的事' };
    const people = request.target_person_ids ?? [request.target_person_id];
    const tasks = people.map((person) => {
      const known = open.find((task) => task.person_id === person && task.kind === request.kind);
      return {
        person,
        known: known !== undefined,
        id: known?.id ?? stableId(moment.instanceId, moment.nodeId, person),
      };
    });
    const again = tasks.filter((task) => task.known).length;
    return {
      way: 'created',
      reason: `“${TASK_KIND_WORDS[request.kind]}”：新建 ${tasks.length - again} 个任务${again > 0 ? `，再催 ${again} 个` : ''}`,
      details: { kind: request.kind, people: people.length, again },
      changes: {
        after_sales: { response: false, task_id: tasks[0]!.id, words: [], task_ids: tasks.map((task) => task.id) },
      },
      effects: tasks.map((task) =>
        effectOf(createTrackTask, {
          id: task.id,
          kind: request.kind,
          conversation_id: state.message.conversation_id,
          person_id: task.person,
          asked_by_id: state.sender?.person_id ?? null,
          message_id: state.message.id,
          deadline: request.deadline,
          reason: '售后在群里 @ 了号主',
        }),
      ),
    };
  },
});
