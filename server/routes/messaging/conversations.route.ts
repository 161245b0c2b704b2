import { z } from 'zod';
import {
  listConversations,
  listMessages,
  readConversation,
} from '../../../domain/messaging/conversations/conversation-view.ts';
import { sendByHand } from '../../../domain/messaging/conversations/send-by-hand.ts';
import {
  ChannelMessageView,
  CommandDetail,
  ConversationList,
  ConversationView,
  SendRequest,
} from '../../../kernel/contracts/messaging.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

const url = `${base}/conversations`;
/** No zod object: `q` and the page only. */
const MessageList = ListQuery.omit({ sort: true }).extend({ q: z.string().max(100).optional() });

/** Groups and people one talks with, what was said, and writing by hand. */
export function conversationRoutes(parts: Pick<ServiceParts, 'channels'>): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url,
      access: 'messaging.read',
      summary: '群和会话列表',
      tag: MESSAGING_TAG,
      query: ConversationList,
      response: pageOf(ConversationView),
      handle: async ({ scope }, { query }) => await listConversations(scope, query),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      access: 'messaging.read',
      summary: '群或会话',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: ConversationView,
      handle: async ({ scope }, { params }) => await readConversation(scope, params.id),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id/messages`,
      access: 'messaging.read',
      summary: '消息记录',
      tag: MESSAGING_TAG,
      params: IdParams,
      query: MessageList,
      response: pageOf(ChannelMessageView),
      handle: async ({ scope }, { params, query }) => await listMessages(scope, { ...query, id: params.id }),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/send`,
      access: 'messaging.send',
      summary: '发送消息',
      tag: MESSAGING_TAG,
      params: IdParams,
      body: SendRequest,
      response: CommandDetail,
      status: 202,
      handle: async ({ scope }, { params, body }) =>
        await sendByHand({ ...scope, channels: parts.channels }, { ...body, conversation_id: params.id }),
    }),
  ];
}
