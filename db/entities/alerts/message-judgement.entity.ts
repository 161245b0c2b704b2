import { defineEntity, p } from '@mikro-orm/core';
import { INTENTS } from '../../../kernel/contracts/judgement.ts';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { ChannelMessage } from '../messaging/channel-message.entity.ts';
import { ChannelPerson } from '../messaging/channel-person.entity.ts';

/** How a message was understood: what it wants and in which mood it was written. */
export const MessageJudgement = defineEntity({
  name: 'MessageJudgement',
  tableName: 'message_judgement',
  properties: {
    message: () => p.oneToOne(ChannelMessage).mapToPk().primary().deleteRule('cascade'),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('cascade'),
    intent: p.enum(INTENTS),
    /** 0 very bad, 0.5 neither, 1 very good. */
    mood: p.double(),
    complaint: p.boolean(),
    important: p.boolean(),
    confidence: p.double(),
    signs: p.array<string>().columnType('text[]'),
    judgedBy: p.string().length(100),
    sentAt: p.datetime(),
    judgedAt: p.datetime(),
  },
  indexes: [
    { properties: ['conversation', 'person', 'sentAt'], name: 'message_judgement_conversation' },
    { properties: ['person', 'sentAt'], name: 'message_judgement_person' },
    { properties: ['sentAt'], name: 'message_judgement_sent' },
  ],
});
