import { z } from 'zod';
import { openTasksOf, type TaskFacts } from '../../after-sales/open-tasks.ts';
import { messagesBetween, type SaidLine } from '../../messaging/conversations/messages-between.ts';
import type { Classification } from '../../assistant.port.ts';
import { effectOf, type Effect } from '../effects/effect.ts';
import { flagTrackTask } from '../effects/flag-track-task.effect.ts';
import { queueText } from '../effects/queue-text-payload.ts';
import type { FlowState } from '../flow-state.ts';
import { readBefore } from '../read-before.ts';
import { fillText, nodeText, nodeWords, notifyConversation } from '../service/node-texts.ts';
import { noticeAbout } from '../notice.ts';
import { defineNode } from './node.ts';

/** What was said before that the judgement of the mood gets to see. */
const CONTEXT_LINES = 8;
const Config = z.strictObject({
  /** Mood of operations below which they are out of temper (spec 3.5). */
  mood_below: z.number().min(0).max(1).default(0.3),
  complaint_words: nodeWords([
    '投诉',
    '举报',
    '差评',
    '骗人',
    '骗子',
    '坑人',
    '退钱',
    '太差',
    '垃圾',
    '受够了',
    '不满意',
  ]),
  conflict_words: nodeWords([
    '吵什么',
    '你什么意思',
    '什么态度',
    '闭嘴',
    '滚',
    '别废话',
    '爱干不干',
    '有完没完',
    '少来',
    '凭什么',
  ]),
  mediation: nodeText(['operator', 'nickname'], '我们马上配合他，去帮助他完成实名或者扫码登录等相关工作'),
  notify_conversation_id: notifyConversation,
  notice: nodeText(
    ['group', 'operator', 'signs'],
    '“{group}”里可能起了冲突（{signs}），机器人已先调和，请马上进群处理。',
  ),
});
type Config = z.infer<typeof Config>;

interface Facts {
  readonly classified: Pick<Classification, 'mood' | 'complaint' | 'by'>;
  /** What customers answered since. */
  readonly said: readonly SaidLine[];
  readonly open: readonly TaskFacts[];
}

/** Node A4 (spec 3.5): whether operations and customers quarrel, and then a robot mediates and colleagues are told. */
export const conflictDetect = defineNode<Config, Facts>({
  type: 'CONFLICT_DETECT',
  title: '冲突检测与调和',
  description:
    '三种迹象出现一种就算冲突：运营情绪低于 mood_below、有抱怨投诉的词（complaint_words）、有冲突的词（conflict_words）。在群里说调和的话（mediation），通知工作群，任务标为有冲突；已经标过的不再重复说。排在 A3 之后：等号主回应时号主说的话也算。',
  config: Config,
  ways: () => ({ conflict: '有冲突，已调和', calm: '没有冲突' }),
  read: async (scope, state, _config, moment) => {
    const { conversation_id, text, sent_at } = state.message;
    const input = { text, before: await readBefore(scope, state, CONTEXT_LINES) };
    const classified = await scope.assistant.classifyMessage(input, scope.signal);
    const lines = await messagesBetween(scope, { conversation_id, after: new Date(sent_at), until: moment.now });
    return {
      classified,
      said: lines.filter((line) => line.role === 'user'),
      open: await openTasksOf(scope, { conversation_id }),
    };
  },
  decide: (state, facts, config) => {
    const signs = signsOf(state, facts, config);
    const details = { mood: facts.classified.mood, by: facts.classified.by, signs };
    if (signs.length === 0)
      return { way: 'calm', reason: '没有冲突的迹象', details, changes: { conflict: { found: false, signs } } };
    const known = facts.open.length > 0 && facts.open.every((task) => task.conflict);
    const notice = known ? { effects: [], said: '之前已经调和过，不再重复' } : mediate(state, facts, config, signs);
    return {
      way: 'conflict',
      reason: `${signs.join('、')}；${notice.said}`,
      details,
      changes: { conflict: { found: true, signs } },
      effects: [...notice.effects],
    };
  },
});

/** Total over mood, complaint and conflict words; the words count of operations and of what customers answered. */
function signsOf(state: FlowState, { classified, said }: Facts, config: Config): string[] {
  const texts = [state.message.text, ...said.map((line) => line.text)].map((text) => text.normalize('NFKC'));
  const has = (words: readonly string[]): string | undefined =>
    words.find((word) => texts.some((text) => text.includes(word)));
  const complaint = has(config.complaint_words);
  const quarrel = has(config.conflict_words);
  return [
    ...(classified.mood < config.mood_below ? [`运营情绪低（${classified.mood.toFixed(2)}）`] : []),
    ...(complaint ? [`提到“${complaint}”`] : classified.complaint ? ['是在抱怨'] : []),
    ...(quarrel ? [`说了“${quarrel}”`] : []),
  ];
}

function mediate(
  state: FlowState,
  facts: Facts,
  config: Config,
  signs: readonly string[],
): { readonly effects: readonly Effect[]; readonly said: string } {
  const values = {
    operator: state.sender?.name ?? '运营',
    nickname: facts.said.at(-1)?.name ?? '',
    group: state.conversation?.name ?? '群里',
    signs: signs.join('、'),
  };
  const notice = noticeAbout(
    state.message.conversation_id,
    config.notify_conversation_id,
    fillText(config.notice, values),
  );
  const words = queueText({
    conversation_id: state.message.conversation_id,
    text: fillText(config.mediation, values),
    mention_person_ids: [],
    lane: 'operations',
    run_at: null,
    duty: 'reply',
  });
  const flags = facts.open.map((task) =>
    effectOf(flagTrackTask, { id: task.id, reason: signs.join('、').slice(0, 300) }),
  );
  return { effects: [words, ...notice.effects, ...flags], said: `已在群里调和，${notice.said}` };
}
