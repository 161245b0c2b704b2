import { z } from 'zod';
import { listPendingApprovals } from '../../../domain/chat/approvals.ts';
import {
  deleteConversation,
  getConversation,
  listConversations,
  renameConversation,
} from '../../../domain/chat/conversations.ts';
import { chatError } from '../../../domain/chat/errors.ts';
import { requestCancel } from '../../../domain/chat/run-lease.ts';
import { ApprovalCard, ChatId, ConversationDetail, ConversationView } from '../../../kernel/contracts/chat.ts';
import { defineRoute } from '../../route.ts';

const tag = '对话';
const ById = z.object({ id: ChatId });

/** One's own conversations and the cards that wait for one's decision. */
export const CONVERSATION_ROUTES = [
  defineRoute({
    method: 'GET',
    url: '/api/v1/chat/conversations',
    access: 'chat.use',
    summary: '对话列表',
    tag,
    response: z.object({ items: z.array(ConversationView) }),
    handle: async ({ scope }) => ({ items: await listConversations(scope) }),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/chat/conversations/:id',
    access: 'chat.use',
    summary: '一段对话',
    tag,
    params: ById,
    response: ConversationDetail,
    handle: async ({ scope }, { params }) => await getConversation(scope, params.id),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/api/v1/chat/conversations/:id',
    access: 'chat.use',
    summary: '改标题',
    tag,
    params: ById,
    body: z.strictObject({ title: z.string().trim().min(1).max(60) }),
    response: ConversationView,
    handle: async ({ scope }, { params, body }) => await renameConversation(scope, params.id, body.title),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/api/v1/chat/conversations/:id',
    access: 'chat.use',
    summary: '删除对话',
    tag,
    params: ById,
    handle: async ({ scope }, { params }) => await deleteConversation(scope, params.id),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/chat/approvals',
    access: 'chat.use',
    summary: '待我确认',
    tag,
    response: z.object({ items: z.array(ApprovalCard) }),
    handle: async ({ scope }) => ({ items: await listPendingApprovals(scope) }),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/chat/runs/:id/cancel',
    access: 'chat.use',
    summary: '停止回答',
    tag,
    params: ById,
    handle: async ({ scope }, { params }) => {
      if (!(await requestCancel(scope, params.id))) throw chatError('chat.run_not_found');
    },
  }),
];
