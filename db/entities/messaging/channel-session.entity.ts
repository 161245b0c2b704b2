import { defineEntity, p } from '@mikro-orm/core';
import { SESSION_STATUSES } from '../../../kernel/contracts/messaging-people.ts';
import { ChannelConversation } from './channel-conversation.entity.ts';
import { ChannelPerson } from './channel-person.entity.ts';

/** One matter one person is talked with about: it begins with a message and ends when they have been silent for long. */
export const ChannelSession = defineEntity({
  name: 'ChannelSession',
  tableName: 'channel_session',
  properties: {
    id: p.uuid().primary(),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(ChannelPerson).mapToPk().deleteRule('cascade').index(),
    status: p.enum(SESSION_STATUSES),
    messages: p.integer().default(0),
    summary: p.text().nullable(),
    /** What the colleague who took over should know, as it was then. */
    handoverSummary: p.text().nullable(),
    startedAt: p.datetime(),
    lastAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['conversation', 'lastAt'], name: 'channel_session_conversation' },
    {
      name: 'channel_session_one_open',
      expression:
        "create unique index channel_session_one_open on channel_session (conversation_id, person_id) where status <> 'ended'",
    },
    { properties: ['status', 'lastAt'], name: 'channel_session_status' },
  ],
});
