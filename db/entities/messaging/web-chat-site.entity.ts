import { defineEntity, p } from '@mikro-orm/core';
import { ChannelAccount } from './channel-account.entity.ts';

/** What the chat window of a web-chat account needs to know: on which sites it may open, and what it says first. */
export const WebChatSite = defineEntity({
  name: 'WebChatSite',
  tableName: 'web_chat_site',
  properties: {
    account: () => p.manyToOne(ChannelAccount).mapToPk().primary().deleteRule('cascade'),
    /** `https://www.example.cn`; empty: only pages of the service itself. */
    origins: p.array<string>().columnType('text[]'),
    title: p.string().length(60),
    greeting: p.string().length(300),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
