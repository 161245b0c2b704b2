import { z } from 'zod';
import { readConversation } from '../domain/messaging/conversations/conversation-view.ts';
import { sendByHand } from '../domain/messaging/conversations/send-by-hand.ts';
import { messagingError } from '../domain/messaging/errors.ts';
import { STATUS_WORDS } from '../domain/messaging/words.ts';
import { newId } from '../kernel/ids.ts';
import { slot } from '../kernel/slots.ts';
import { group } from './arguments.ts';
import { answer } from './present/answer.ts';
import { resolveGroup } from './resolve/group.ts';
import { sendTool, withChannels } from './tool.ts';

/** Characters of one message; what a person reads in a card before agreeing. */
const LONGEST = 2000;

interface Plan {
  readonly conversation_id: string;
  readonly text: string;
}

export const sendToGroup = sendTool({
  name: 'send_to_group',
  title: '发群消息',
  description:
    '以机器人的名义往一个微信群或企微群里发一段文字。text 写要发的原文，一字不改；由人看过原文和群名、同意之后才发。',
  permission: 'messaging.send',
  input: z.strictObject({
    group,
    text: slot('free_text', '内容', z.string().trim().min(1).max(LONGEST), [
      '发一句',
      '发一条消息',
      '发条消息',
      '发个消息',
      '发个通知',
      '发条通知',
      '发一条',
      '发消息',
      '说一声',
      '说一句',
      '回一句',
      '回一条',
      '通知一下',
      '就说',
      '里发',
      '群发',
      '里说',
      '内容是',
    ]),
  }),
  phrases: [
    '在{group}发：{text}',
    '给{group}发条消息，就说{text}',
    '往{group}里发一句{text}',
    '在{group}里说一声，{text}',
    '在{group}回一句：{text}',
    '发到{group}：{text}',
    '群里通知一下{group}，{text}',
    '给{group}发个通知：{text}',
    '在{group}发一条消息：{text}',
    '帮我在{group}里说{text}',
    '往{group}发消息，内容是{text}',
  ],
  propose: async (scope, said) => {
    const found = await resolveGroup(scope, said.group);
    const text = withoutOrder(said.text, [said.group, found.name]);
    const { accounts } = await readConversation(scope, found.id);
    if (accounts.length === 0) throw messagingError('messaging.no_account_in_conversation');
    return {
      title: '发群消息',
      summary: `在“${found.name}”里发一条消息。`,
      changes: [
        {
          entity: 'conversation',
          record_id: found.id,
          record_label: found.name,
          field: '发出的消息',
          before: null,
          after: text,
        },
      ],
      outgoingText: text,
      recipients: 1,
      fields: [{ name: 'text', label: '内容', kind: 'long_text', value: text }],
      refs: [],
      // The group may be renamed or talked in while the card waits: the text still goes to this very group.
      snapshot: {},
      settled: { group: found.id },
      plan: { conversation_id: found.id, text } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const command = await sendByHand(withChannels(scope), {
      conversation_id: plan.conversation_id,
      content: { kind: 'text', text: plan.text, mention_ids: [], mention_everyone: false },
      // Agreeing happens once, in the transaction that records it.
      idempotency_key: `card:${scope.actor.approvalId ?? newId()}`,
    });
    const why = [command.reason_words, ...command.notes.map((note) => note.words)].filter(Boolean).join('；');
    return answer({
      text: `发到“${command.conversation_name ?? '群里'}”的消息${STATUS_WORDS[command.status]}，由${command.account_name}发${why ? `（${why}）` : ''}。`,
      parts: [],
      suggestions: ['发送队列里还有什么没发出去'],
    });
  },
});

/** «在某群发：…»: the order in front of the text is not part of what is sent. */
function withoutOrder(text: string, groups: readonly string[]): string {
  const [head = '', rest = ''] = /^([^：:]{2,40})[：:]\s*(.+)$/su.exec(text)?.slice(1) ?? [];
  const isOrder = groups.some((name) => head.includes(name)) && /(?:发|说|回|通知|写)[^，。]{0,6}$/u.test(head);
  return isOrder ? rest.trim() : text;
}
