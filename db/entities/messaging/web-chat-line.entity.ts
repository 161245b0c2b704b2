import { defineEntity, p } from '@mikro-orm/core';
import { DIRECTIONS } from '../../../kernel/contracts/messaging.ts';
import { WEB_CHAT_KINDS } from '../../../kernel/contracts/web-chat.ts';
import { WebChatVisitor } from './web-chat-visitor.entity.ts';

/** One line as the visitor sees it: what they wrote (`in`) and what was kept for them (`out`), in this order. */
export const WebChatLine = defineEntity({
  name: 'WebChatLine',
  tableName: 'web_chat_line',
  properties: {
    seq: p.bigint('number').primary().autoincrement(),
    id: p.uuid().unique(),
    visitor: () => p.manyToOne(WebChatVisitor).mapToPk().deleteRule('cascade'),
    direction: p.enum(DIRECTIONS),
    /** Made by the window; the same one again is the same line. Null for what we write. */
    clientId: p.string().length(100).nullable(),
    kind: p.enum(WEB_CHAT_KINDS),
    text: p.text(),
    url: p.string().length(2000).nullable(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['visitor', 'clientId'], name: 'web_chat_line_client_unique' }],
  indexes: [{ properties: ['visitor', 'seq'], name: 'web_chat_line_visitor' }],
});
