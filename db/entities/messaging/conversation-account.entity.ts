import { defineEntity, p } from '@mikro-orm/core';
import { ChannelAccount } from './channel-account.entity.ts';
import { ChannelConversation } from './channel-conversation.entity.ts';

/** Which accounts are in a conversation, and since when they were seen there. */
export const ConversationAccount = defineEntity({
  name: 'ConversationAccount',
  tableName: 'conversation_account',
  primaryKeys: ['conversation', 'account'],
  properties: {
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().primary().deleteRule('cascade'),
    account: () => p.manyToOne(ChannelAccount).mapToPk().primary().deleteRule('cascade').index(),
    firstSeenAt: p.datetime(),
    lastSeenAt: p.datetime(),
  },
});
