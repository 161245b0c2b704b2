import { query } from '../../../db/query.ts';
import { queueCommand } from '../../messaging/commands/queue-command.ts';
import type { ChannelScope } from '../../messaging/messaging-scope.ts';
import type { Mention } from '../../messaging/outbound.ts';
import { defineEffect } from './effect.ts';
import { QueueTextPayload } from './queue-text-payload.ts';

const LONGEST_REF = 100;

/**
 * Something is said in a conversation: queued, with everything the policy has to say about it. Which robot speaks is told
 * by the roster, for the moment it is to be said.
 */
export const queueTextEffect = defineEffect<QueueTextPayload>({
  kind: 'queue_text',
  title: '发送文字',
  payload: QueueTextPayload,
  apply: async (tx, payload, occasion) => {
    const mentions = await membersOf(tx, payload.conversation_id, payload.mention_person_ids);
    await queueCommand(tx, {
      conversation_id: payload.conversation_id,
      content: { kind: 'text', text: payload.text, mentions },
      lane: payload.lane,
      source: 'routing',
      source_ref: `${occasion.instanceId}:${occasion.nodeId}`.slice(0, LONGEST_REF),
      speech: payload.duty,
      ...(payload.beside_staff === undefined ? {} : { beside_staff: payload.beside_staff }),
      proactive: false,
      idempotency_key: commandKeyOf(payload.key ?? occasion.key),
      ...(payload.run_at === null ? {} : { run_at: new Date(payload.run_at) }),
    });
  },
});

/** The key in the command queue of what a flow says under a key of its own. */
export function commandKeyOf(key: string): string {
  return `flow:${key}`;
}

/** Only who is known in the conversation can be mentioned there; others are left out, the text goes all the same. */
async function membersOf(
  tx: Pick<ChannelScope, 'em'>,
  conversation: string,
  people: readonly string[],
): Promise<Mention[]> {
  if (people.length === 0) return [];
  return await query<{ id: string; name: string }>(
    tx.em,
    `select p.external_id as id, coalesce(g.display_name, p.name) as name from channel_person p
       left join group_member g on g.person_id = p.id and g.conversation_id = $2
     where p.id = any ($1::uuid[]) and (g.person_id is not null
       or exists (select 1 from channel_message m where m.conversation_id = $2 and m.person_id = p.id))
     order by array_position($1::uuid[], p.id) limit 50`,
    [people, conversation],
  );
}
