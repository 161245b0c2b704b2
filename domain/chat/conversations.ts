import { Conversation } from '../../db/entities/chat/conversation.entity.ts';
import { query, queryOne } from '../../db/query.ts';
import type {
  ApprovalCard,
  ChatMessageView,
  ConversationDetail,
  ConversationView,
} from '../../kernel/contracts/chat.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { chatError } from './errors.ts';

const VIEW = `
  c.id, c.title, iso(c.created_at) as created_at, iso(c.updated_at) as updated_at,
  (select r.id from run r where r.conversation_id = c.id and r.status = 'running' limit 1) as active_run_id,
  (select count(*)::int from approval a where a.conversation_id = c.id and a.status = 'pending') as pending_approvals
  from conversation c`;
const MOST = 200;

/** One's own conversations, newest first. */
export async function listConversations(scope: Pick<Scope, 'em' | 'actor'>): Promise<ConversationView[]> {
  return await query<ConversationView>(
    scope.em,
    `select ${VIEW} where c.user_id = $1 and c.deleted_at is null order by c.updated_at desc limit ${MOST}`,
    [scope.actor.userId],
  );
}

/** @throws AppError `chat.conversation_not_found`, also for somebody else's */
export async function getConversation(scope: Pick<Scope, 'em' | 'actor'>, id: string): Promise<ConversationDetail> {
  const conversation = await queryOne<ConversationView & { last_seq: number }>(
    scope.em,
    `select c.last_seq, ${VIEW} where c.id = $1 and c.user_id = $2 and c.deleted_at is null`,
    [id, scope.actor.userId],
  );
  if (!conversation) throw chatError('chat.conversation_not_found');
  return { ...conversation, messages: await listMessages(scope, id) };
}

async function listMessages(scope: Pick<Scope, 'em'>, id: string): Promise<ChatMessageView[]> {
  const messages = await query<Omit<ChatMessageView, 'approvals'>>(
    scope.em,
    `select id, role, content, agent, parts, steps, run_id, iso(created_at) as created_at,
       (select r.status from run r where r.id = m.run_id) as run_status
     from chat_message m where conversation_id = $1 order by created_at, role desc, id`,
    [id],
  );
  const approvals = await query<{ run_id: string; card: ApprovalCard }>(
    scope.em,
    `select run_id, card || jsonb_build_object('status', status, 'result', result) as card from approval where conversation_id = $1 order by created_at, id`,
    [id],
  );
  return messages.map((message) => ({
    ...message,
    approvals:
      message.role === 'assistant'
        ? approvals.filter((one) => one.run_id === message.run_id).map((one) => one.card)
        : [],
  }));
}

/** Whether the thread exists and is the actor's; a thread that does not exist yet may be begun by anybody. */
export async function mayFollow(
  scope: Pick<Scope, 'em' | 'actor'>,
  id: string,
): Promise<{ lastSeq: number; activeRunId: string | null } | undefined> {
  const row = await queryOne<{ user_id: string; last_seq: number; active_run_id: string | null; gone: boolean }>(
    scope.em,
    `select c.user_id, c.last_seq, c.deleted_at is not null as gone,
            (select r.id from run r where r.conversation_id = c.id and r.status = 'running' limit 1) as active_run_id
     from conversation c where c.id = $1`,
    [id],
  );
  if (!row) return undefined;
  if (row.user_id !== scope.actor.userId || row.gone) throw chatError('chat.conversation_not_found');
  return { lastSeq: row.last_seq, activeRunId: row.active_run_id };
}

export async function renameConversation(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  id: string,
  title: string,
): Promise<ConversationView> {
  await inTransaction(scope, async (tx) => {
    const row = await tx.em.findOne(Conversation, { id, user: tx.actor.userId, deletedAt: null });
    if (!row) throw chatError('chat.conversation_not_found');
    row.title = title;
  });
  const { messages: _, last_seq: __, ...view } = await getConversation(scope, id);
  return view;
}

/** Takes a conversation out of sight; its audit trail stays. */
export async function deleteConversation(
  scope: Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>,
  id: string,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const row = await tx.em.findOne(Conversation, { id, user: tx.actor.userId, deletedAt: null });
    if (!row) throw chatError('chat.conversation_not_found');
    row.deletedAt = tx.clock.now();
  });
}
