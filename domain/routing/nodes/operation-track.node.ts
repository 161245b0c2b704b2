import { z } from 'zod';
import { openTasksOf, type TaskFacts } from '../../after-sales/open-tasks.ts';
import { membersById, type KnownMember } from '../../messaging/people/group-members.ts';
import { createTrackTask } from '../effects/create-track-task.effect.ts';
import { effectOf } from '../effects/effect.ts';
import type { FlowState } from '../flow-state.ts';
import { nameList, nodeMinutes, nodeWords } from '../service/node-texts.ts';
import { plainClauses } from '../service/plain-clauses.ts';
import { stableId } from '../service/stable-id.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Words by which operations want something done. */
  ask_words: nodeWords([
    '请',
    '麻烦',
    '尽快',
    '抓紧',
    '快点',
    '赶紧',
    '配合',
    '回复',
    '回一下',
    '在吗',
    '在不在',
    '实名',
    '扫码',
    '登录',
    '处理一下',
    '安排一下',
  ]),
  /** Minutes until the matter is overdue. */
  deadline_minutes: nodeMinutes(60),
});

interface Facts {
  readonly targets: readonly KnownMember[];
  readonly open: readonly TaskFacts[];
}

/** Node A1: whether operations want something of somebody, and then it is followed. */
export const operationTrack = defineNode<z.infer<typeof Config>, Facts>({
  type: 'OPERATION_TRACK',
  title: '运营消息识别与跟踪',
  description:
    '运营（财神爷）的消息：@ 了号主、提了问题、或有 ask_words 里的词，就建一个“运营交办”任务跟踪，期限 deadline_minutes 分钟；只是告知的不跟踪。',
  config: Config,
  ways: () => ({ track: '要号主回应', note: '只是告知' }),
  read: async (scope, state) => {
    const { conversation_id, mentioned_person_ids } = state.message;
    const mentioned = await membersById(scope, conversation_id, mentioned_person_ids);
    return {
      targets: mentioned.filter((member) => member.role === 'user'),
      open: await openTasksOf(scope, { conversation_id }),
    };
  },
  decide: (state, { targets, open }, config, moment) => {
    const why = whyAsks(state, targets, config.ask_words);
    if (!why)
      return {
        way: 'note',
        reason: '运营只是告知，不需要回应',
        changes: { operation: { track_task_id: null, needs_answer: false, target_person_id: null } },
      };
    const people = targets.length > 0 ? targets.map((one) => one.person_id) : [null];
    const deadline = new Date(moment.now.getTime() + config.deadline_minutes * 60_000).toISOString();
    const tasks = people.map((person) => {
      const known = open.find((task) => task.kind === 'operation' && task.person_id === person);
      return { person, id: known?.id ?? stableId(moment.instanceId, moment.nodeId, person ?? '') };
    });
    return {
      way: 'track',
      reason: `运营${why}，等${targets.length > 0 ? nameList(targets.map((one) => one.name)) : '群里的号主'}回应`,
      details: { targets: targets.length },
      changes: {
        operation: { track_task_id: tasks[0]!.id, needs_answer: true, target_person_id: tasks[0]!.person },
      },
      effects: tasks.map((task) =>
        effectOf(createTrackTask, {
          id: task.id,
          kind: 'operation',
          conversation_id: state.message.conversation_id,
          person_id: task.person,
          asked_by_id: state.sender?.person_id ?? null,
          message_id: state.message.id,
          deadline,
          reason: `运营${why}`,
        }),
      ),
    };
  },
});

/** By what one sees that an answer is wanted; null: nothing says so. */
function whyAsks(state: FlowState, targets: readonly KnownMember[], words: readonly string[]): string | null {
  if (targets.length > 0) return '@ 了号主';
  const clauses = plainClauses(state.message.text);
  const word = words.find((one) => clauses.some((clause) => clause.text.includes(one.toLowerCase())));
  if (word) return `说了“${word}”`;
  return clauses.some((clause) => clause.asks) ? '提了问题' : null;
}
