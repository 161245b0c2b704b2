import { defineEntity, p } from '@mikro-orm/core';
import { ChannelAccount } from './channel-account.entity.ts';

/** Somebody who opened the chat window of a site. Who holds their token is them. */
export const WebChatVisitor = defineEntity({
  name: 'WebChatVisitor',
  tableName: 'web_chat_visitor',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade'),
    name: p.string().length(60),
    createdAt: p.datetime(),
    lastSeenAt: p.datetime(),
  },
  indexes: [{ properties: ['account', 'lastSeenAt'], name: 'web_chat_visitor_seen' }],
});
