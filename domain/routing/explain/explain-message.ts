import { Params, query, queryOne } from '../../../db/query.ts';
import type { CommandStatus, PolicyNote } from '../../../kernel/contracts/messaging.ts';
import type { FlowLogView, InstanceView } from '../../../kernel/contracts/routing.ts';
import { visibleConversations } from '../../messaging/conversations/conversation-view.ts';
import { reasonWords } from '../../messaging/words.ts';
import { routingError } from '../errors.ts';
import { listInstances, readLogs } from '../instances/instance-view.ts';
import type { ReadingScope } from '../routing-scope.ts';

/** A text that was queued for a message, and what became of it. */
export interface QueuedForMessage {
  readonly id: string;
  readonly text: string;
  readonly status: CommandStatus;
  readonly reason_words: string | null;
  /** What the rules for sending said: held, refused, put off. */
  readonly notes: readonly PolicyNote[];
  readonly run_at: string;
  readonly settled_at: string | null;
}

/** Why a message was handled as it was. */
export interface MessageExplanation {
  /** How the message went through a flow; null: through none. */
  readonly instance: InstanceView | null;
  /** Every step with its decision and reason, in their order. */
  readonly steps: readonly FlowLogView[];
  readonly commands: readonly QueuedForMessage[];
  /** Why it went through none, when it did not: `own`, written by one of our accounts; `no_flow`, none is active; `not_begun`. */
  readonly without_flow: 'own' | 'no_flow' | 'not_begun' | null;
}

interface Row {
  readonly direction: string;
  readonly conversation_id: string;
  readonly sent_at: string;
}

/**
 * The path of a message, each decision with its reason, and what was queued to be said with what the rules said about it.
 * @throws AppError `routing.message_not_found`
 */
export async function explainMessage(scope: ReadingScope, messageId: string): Promise<MessageExplanation> {
  const params = new Params();
  const message = await queryOne<Row>(
    scope.em,
    `select m.direction, m.conversation_id, iso(m.sent_at) as sent_at from channel_message m
       join channel_conversation v on v.id = m.conversation_id
     where m.id = ${params.add(messageId)} and ${visibleConversations(scope.actor, 'v', params)}`,
    params.values,
  );
  if (!message) throw routingError('routing.message_not_found', { details: { id: messageId } });
  const [instance] = (await listInstances(scope, { page: 1, page_size: 1, message_id: messageId })).items;
  if (!instance)
    return { instance: null, steps: [], commands: [], without_flow: await whyNone(scope, message.direction) };
  return {
    instance,
    steps: await readLogs(scope, instance.id),
    commands: await queuedBy(scope, instance),
    without_flow: null,
  };
}

async function whyNone(scope: ReadingScope, direction: string): Promise<'own' | 'no_flow' | 'not_begun'> {
  if (direction === 'out') return 'own';
  const active = await queryOne(
    scope.em,
    `select 1 as one from flow_definitions where active_number is not null limit 1`,
  );
  return active ? 'not_begun' : 'no_flow';
}

type CommandRow = Omit<QueuedForMessage, 'reason_words'> & { readonly reason: string | null };

async function queuedBy(scope: ReadingScope, instance: InstanceView): Promise<QueuedForMessage[]> {
  const rows = await query<CommandRow>(
    scope.em,
    `select c.id, coalesce(c.command ->> 'text', '') as text, c.status, c.reason, c.notes, iso(c.run_at) as run_at,
       iso(c.settled_at) as settled_at
     from robot_command_queue c
     where c.conversation_id = $1 and c.created_at >= $2 and c.source = 'routing' and starts_with(c.source_ref, $3)
     order by c.seq limit 20`,
    [instance.conversation_id, instance.started_at, `${instance.id}:`],
  );
  return rows.map(({ reason, ...row }) => ({ ...row, reason_words: reasonWords(reason) }));
}
