import { z } from 'zod';
import { findMessages, type FoundMessage } from '../domain/messaging/conversations/find-messages.ts';
import { STATUS_WORDS } from '../domain/messaging/words.ts';
import {
  explainMessage,
  type MessageExplanation,
  type QueuedForMessage,
} from '../domain/routing/explain/explain-message.ts';
import { INSTANCE_STATUS_WORDS } from '../domain/routing/instances/words.ts';
import type { FlowLogView } from '../kernel/contracts/routing.ts';
import { formatMoment, formatWhen } from '../kernel/format/when.ts';
import { given, maybeAbout, maybeGroupName, maybeMember, maybePeriod } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, phrase } from './present/answer.ts';
import { MESSAGE_TABLE } from './present/message-table.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { shortText } from './present/short-text.ts';
import { maybeMembers } from './resolve/group-member.ts';
import { maybeGroup } from './resolve/group.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { readTool } from './tool.ts';

const MOST_READ = 10;

const STEP_TABLE: RowTable<FlowLogView> = {
  columns: [
    { key: 'node', label: '步骤', format: 'text', cell: (row) => row.node_title },
    { key: 'reason', label: '判断和原因', format: 'text', cell: (row) => row.error?.message ?? row.reason },
    {
      key: 'deeds',
      label: '做了什么',
      format: 'text',
      cell: (row) => row.effects.map((one) => one.title).join('、') || null,
    },
    { key: 'at', label: '时间', format: 'text', cell: (row) => formatMoment(row.at) },
  ],
  ref: () => null,
};

/** Why a message went through no flow. */
const WITHOUT_FLOW: Readonly<Record<NonNullable<MessageExplanation['without_flow']>, string>> = {
  own: '这是我方账号发出的消息，不走流程。',
  no_flow: '这条消息没有走流程：没有启用任何流程。',
  not_begun: '这条消息没有走流程：收到时没有启用的流程，或还没有轮到它。',
};

/** Steps that only take note; the others decide what happens. */
const NOTING: ReadonlySet<string> = new Set([
  'TRIGGER_WEBHOOK',
  'MESSAGE_RECEIVE',
  'CONDITION_BRANCH',
  'SESSION_UPDATE',
  'CONTEXT_UPDATE',
  'ANALYSIS_TRIGGER',
]);

export const explainMessageTool = readTool({
  name: 'explain_message',
  title: '消息怎么处理的',
  description:
    '解释群里一条消息为什么这样处理、为什么没有回复：走了流程的哪些步骤、每步的判断和原因、排了什么回复、被什么规则拦下。有好几条时讲最近一条。',
  permission: 'routing.read',
  input: z.strictObject({
    group: maybeGroupName,
    person: maybeMember,
    period: maybePeriod(),
    about: maybeAbout,
  }),
  phrases: [
    '为什么{person}在{group}的消息没有回复',
    '为什么{period}{person}在{group}的消息没有回复',
    '{group}里{person}的消息机器人怎么没回',
    '{group}{period}的消息为什么没人回复',
    '解释一下{group}的消息是怎么处理的',
    '{person}的提问为什么没人理',
    '{group}那条消息怎么会转人工',
    '机器人为什么没回{group}的消息',
    '{person}在{group}说的话机器人为什么不回答',
    '群里提到{about}的消息为什么没回复',
  ],
  answer: async (scope, said) => {
    const group = await maybeGroup(scope, said.group);
    const people = await maybeMembers(scope, said.person, group);
    const days = pastDays(said.period, scope.clock.now());
    const { items, total } = await findMessages(scope, {
      page: 1,
      page_size: MOST_READ,
      conversation_id: group?.id,
      person_ids: people?.ids,
      q: given(said.about),
      ...(days ? momentsOf(days) : {}),
    });
    const message = items.find(({ direction }) => direction === 'in') ?? items[0];
    const what = phrase(
      typeof said.period === 'string' && said.period,
      group && `“${group.name}”里`,
      people && `${people.name}的`,
      given(said.about) && `提到“${given(said.about)}”的`,
      '群消息',
    );
    if (!message) throw toolError('tools.nothing_fits', { details: { what: `没有找到${what}` } });
    const explained = await explainMessage(scope, message.id);
    const now = scope.clock.now();
    return answer({
      text: [
        `${formatWhen(message.sent_at, now)} ${message.person_name}在${message.conversation_name}说：“${shortText(message.text, 80)}”`,
        ...storyOf(message, explained, now),
        total > 1 ? `（${what}有 ${total} 条，这里说的是最近一条。）` : '',
      ]
        .filter(Boolean)
        .join('\n'),
      parts: [
        ...(explained.steps.length > 0 ? [tablePart(STEP_TABLE, explained.steps, { title: '处理经过' })] : []),
        ...(total > 1 ? [tablePart(MESSAGE_TABLE, items, { title: what, total })] : []),
      ],
      suggestions: [`“${message.conversation_name}”有哪些告警`, '发送队列里还有什么没发出去', '机器人现在什么状态'],
    });
  },
});

/** The outcome first, then why, then what was queued and how that stands, then whether somebody answered after all. */
function storyOf(
  message: FoundMessage,
  { instance, steps, commands, without_flow }: MessageExplanation,
  now: Date,
): string[] {
  const answered = message.answered_at
    ? `我方在 ${formatWhen(message.answered_at, now)} 在群里说了话。`
    : '到现在我方还没有人在群里说话。';
  if (!instance) return [WITHOUT_FLOW[without_flow ?? 'not_begun'], ...(without_flow === 'own' ? [] : [answered])];
  const deciding = steps.filter((step) => !NOTING.has(step.node_type) || step.error);
  return [
    `走的是“${instance.definition_name}”第 ${instance.version_number} 版，${INSTANCE_STATUS_WORDS[instance.status]}${instance.error ? `：${instance.error}` : ''}。`,
    ...deciding.map((step) => `· ${step.node_title}：${step.error?.message ?? step.reason}`),
    commands.length > 0 ? commands.map((one) => commandSentence(one, now)).join('\n') : '没有排任何回复。',
    answered,
  ];
}

function commandSentence({ text, status, reason_words, notes, run_at }: QueuedForMessage, now: Date): string {
  const why = [reason_words, ...notes.map((note) => note.words)].filter(Boolean).join('；');
  const when = status === 'waiting' ? `，计划 ${formatWhen(run_at, now)} 发` : '';
  return `排了回复“${shortText(text)}”：${STATUS_WORDS[status]}${when}${why ? `（${why}）` : ''}。`;
}
