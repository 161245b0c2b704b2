import { z } from 'zod';
import { readSender } from '../../messaging/people/read-sender.ts';
import { ROLE_WORDS } from '../../messaging/words.ts';
import type { FlowState } from '../flow-state.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Below it the sender is handled as a customer: the mistake that costs least. 0 to 1. */
  least_confidence: z.number().min(0).max(1).default(0.5),
});

type Sender = NonNullable<FlowState['sender']>;

/** Who wrote, and in which of the five roles (spec 002 §3.1, node 2). */
export const senderIdentify = defineNode<z.output<typeof Config>, Sender | null>({
  type: 'SENDER_IDENTIFY',
  title: '发送者身份识别',
  description:
    '判断消息是谁发的：运营、工作人员、售后、号主还是机器人。依据是同事的更正、身份规则和名字，把握不到 least_confidence 时按号主处理。',
  config: Config,
  ways: () => ROLE_WORDS,
  read: async (scope, { message }) =>
    scope.assume?.sender ??
    (await readSender(scope, { message_id: message.id, conversation_id: message.conversation_id })),
  decide: ({ message }, found, { least_confidence: least }) => {
    if (message.own || !found) {
      const role = message.own ? 'staff' : 'user';
      const reason = message.own ? '自己账号手工发出' : '没有这个人的资料，按号主处理';
      const sender: Sender = { ...NOBODY, role, reason, confidence: message.own ? 1 : NOBODY.confidence };
      return { way: role, reason: `${ROLE_WORDS[role]}：${reason}`, changes: { sender } };
    }
    const doubtful = found.role !== 'user' && found.confidence < least;
    const sender: Sender = doubtful
      ? { ...found, role: 'user', role_by: 'default', reason: `把握只有 ${found.confidence}，按号主处理` }
      : found;
    return {
      way: sender.role,
      reason: `${ROLE_WORDS[sender.role]}：${sender.reason}`,
      details: { role: sender.role, by: sender.role_by, confidence: found.confidence },
      changes: { sender },
    };
  },
});

const NOBODY: Sender = {
  person_id: null,
  name: '',
  role: 'user',
  role_by: 'default',
  confidence: 0.6,
  reason: '',
  contact_id: null,
  user_id: null,
};
