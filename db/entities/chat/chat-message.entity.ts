import { defineEntity, p } from '@mikro-orm/core';
import type { AnswerPart, ToolStep } from '../../../kernel/contracts/chat.ts';
import { Conversation } from './conversation.entity.ts';

/** What was said, as a person reads it again later. The model's own memory is the graph's checkpoint. */
export const ChatMessage = defineEntity({
  name: 'ChatMessage',
  tableName: 'chat_message',
  properties: {
    id: p.string().length(64).primary(),
    conversation: () => p.manyToOne(Conversation).mapToPk().deleteRule('cascade'),
    runId: p.string().length(64).nullable(),
    role: p.enum(['user', 'assistant']),
    agent: p.string().length(40).nullable(),
    content: p.text(),
    parts: p.json<AnswerPart[]>(),
    steps: p.json<ToolStep[]>(),
    createdAt: p.datetime(),
  },
  indexes: [{ properties: ['conversation', 'createdAt'], name: 'chat_message_conversation' }],
});
