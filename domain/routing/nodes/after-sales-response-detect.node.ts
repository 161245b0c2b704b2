import { z } from 'zod';
import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import type { StaffStateName } from '../../../kernel/contracts/messaging-people.ts';
import { effectOf, type Effect } from '../effects/effect.ts';
import { moveTrackTask } from '../effects/move-track-task.effect.ts';
import { queueText } from '../effects/queue-text-payload.ts';
import type { FlowState } from '../flow-state.ts';
import { fillText, nodeText, notifyConversation } from '../service/node-texts.ts';
import { noticeAbout } from '../notice.ts';
import { readServingStaff, type ServingStaff } from '../service/read-staff.ts';
import { readTasksOfMessage } from '../service/watch-answer.ts';
import { defineNode } from './node.ts';

const PLACES = ['nickname', 'colleague', 'task'];
const sign = (standard: string) => z.string().max(8).default(standard);

const Config = z.strictObject({
  soothe: z.boolean().default(true),
  mention: z.boolean().default(true),
  emoji: z.boolean().default(true),
  /** What is said by how the colleagues stand (spec 3.4). */
  texts: z
    .strictObject({
      online: nodeText(PLACES, '{nickname}，好的，请稍等，售后人员马上就来处理'),
      busy: nodeText(PLACES, '{nickname}，好的，请稍等，售后人员正在处理其他任务，马上就来'),
      offline: nodeText(PLACES, '{nickname}，好的，请稍等，已通知售后人员，马上会来处理'),
    })
    .prefault({}),
  emojis: z.strictObject({ online: sign('👍'), busy: sign('⏳'), offline: sign('🔔') }).prefault({}),
  notify_conversation_id: notifyConversation,
  notice: nodeText([...PLACES, 'group'], '{nickname} 在“{group}”回应了“{task}”，请尽快过去处理。'),
});
type Config = z.infer<typeof Config>;

const STATE_WORDS: Readonly<Record<StaffStateName, string>> = { online: '在线', busy: '忙碌', offline: '离线' };

interface Facts {
  readonly tasks: readonly TaskFacts[];
  readonly staff: ServingStaff | null;
}

/** Node C3 (spec 3.4): somebody answered after-sales; a robot soothes them until the colleague comes. */
export const afterSalesResponseDetect = defineNode<Config, Facts>({
  type: 'AFTER_SALES_RESPONSE_DETECT',
  title: '用户响应检测',
  description:
    '号主回应了售后：任务改为处理中，机器人按售后人员的状态（在线、忙碌、离线）说一句安抚的话，并通知工作群。texts 可用 {nickname} 称呼、{colleague} 售后、{task} 任务；emoji、mention 决定要不要表情和 @。刚建好任务、还没人回应时走 waiting。',
  config: Config,
  ways: () => ({ responded: '号主回应了', waiting: '还没有回应' }),
  read: async (scope, state) => {
    const tasks = state.after_sales?.response ? await readTasksOfMessage(scope, state) : [];
    const asked = [...new Set(tasks.flatMap((task) => task.asked_by_id ?? []))];
    const staff = state.after_sales?.response
      ? await readServingStaff(scope, state.message.conversation_id, asked)
      : null;
    return { tasks, staff };
  },
  decide: (state, facts, config) => {
    if (!state.after_sales?.response) return { way: 'waiting', reason: '刚刚 @ 了号主，等他回应' };
    const standing = facts.staff?.state ?? 'offline';
    const notice = noticeAbout(
      state.message.conversation_id,
      config.notify_conversation_id,
      fillText(config.notice, valuesOf(state, facts)),
    );
    return {
      way: 'responded',
      reason: `售后${facts.staff?.name ?? '人员'}${STATE_WORDS[standing]}（${facts.staff?.reason ?? '群里还没有认出售后'}），${config.soothe ? '已安抚号主' : '没有开启安抚'}；${notice.said}`,
      details: { staff: standing, tasks: facts.tasks.length },
      changes: { staff: { state: standing, person_id: facts.staff?.person_id ?? null } },
      effects: [
        ...facts.tasks.map((task) =>
          effectOf(moveTrackTask, { id: task.id, to: 'in_progress', reason: '号主回应了售后' }),
        ),
        ...(config.soothe ? [soothing(state, facts, config, standing)] : []),
        ...notice.effects,
      ],
    };
  },
});

function soothing(state: FlowState, facts: Facts, config: Config, standing: StaffStateName): Effect {
  const said = fillText(config.texts[standing], valuesOf(state, facts));
  const person = state.sender?.person_id;
  return queueText({
    conversation_id: state.message.conversation_id,
    text: config.emoji && config.emojis[standing] !== '' ? `${said} ${config.emojis[standing]}` : said,
    mention_person_ids: config.mention && person ? [person] : [],
    lane: 'reply',
    run_at: null,
    duty: 'reply',
    // The colleague asked a moment ago, so robots keep still here: this goes along with the colleague's work.
    beside_staff: true,
  });
}

function valuesOf(state: FlowState, facts: Facts): Record<string, string> {
  return {
    nickname: state.sender?.name ?? '您好',
    colleague: facts.staff?.name ?? '售后同事',
    task: facts.tasks.at(-1)?.title ?? '售后的事',
    group: state.conversation?.name ?? '群里',
  };
}
