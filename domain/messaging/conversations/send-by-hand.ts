import { query } from '../../../db/query.ts';
import { requirePermission, type Actor } from '../../../kernel/actor.ts';
import type { CommandDetail, CommandSource, SendContent, SendRequest } from '../../../kernel/contracts/messaging.ts';
import { readCommand } from '../commands/command-view.ts';
import { queueCommand } from '../commands/queue-command.ts';
import type { ChannelScope } from '../messaging-scope.ts';
import type { Mention, OutboundContent } from '../outbound.ts';
import { readConversation } from './conversation-view.ts';

/** Which engine wanted it, by who acts; anybody else is a person. */
const SOURCES: Readonly<Partial<Record<Actor['kind'], CommandSource>>> = { service: 'api', agent: 'agent' };

/**
 * A person writes into a conversation through the service.
 * @throws AppError `access.not_permitted`, `messaging.conversation_not_found`, and those of `queueCommand`
 */
export async function sendByHand(
  scope: ChannelScope,
  input: SendRequest & { readonly conversation_id: string },
): Promise<CommandDetail> {
  requirePermission(scope.actor, 'messaging.send');
  const conversation = await readConversation(scope, input.conversation_id);
  const { id } = await queueCommand(scope, {
    conversation_id: conversation.id,
    account_id: input.account_id,
    content: await contentOf(scope, conversation.id, input.content),
    lane: 'reply',
    source: SOURCES[scope.actor.kind] ?? 'person',
    proactive: scope.actor.kind === 'service',
    idempotency_key: `${scope.actor.userId}:${input.idempotency_key}`,
    run_at: input.run_at ? new Date(input.run_at) : undefined,
    requested_by: scope.actor.userId,
    ...(scope.actor.approvalId ? { approval_id: scope.actor.approvalId } : {}),
  });
  return await readCommand(scope, id);
}

async function contentOf(scope: ChannelScope, conversationId: string, content: SendContent): Promise<OutboundContent> {
  if (content.kind === 'link')
    return { kind: 'link', url: content.url, title: content.title, description: content.description, thumbnail: null };
  if (content.kind !== 'text') return { kind: content.kind, url: content.url, name: content.name };
  const people = await query<{ id: string; name: string }>(
    scope.em,
    // Only whoever wrote here can be mentioned here.
    `select p.external_id as id, p.name from channel_person p where p.id = any ($1::uuid[])
       and exists (select 1 from channel_message m where m.conversation_id = $2 and m.person_id = p.id) order by p.name`,
    [content.mention_ids, conversationId],
  );
  const mentions: Mention[] = [...(content.mention_everyone ? ['everyone' as const] : []), ...people];
  return { kind: 'text', text: content.text, mentions };
}
