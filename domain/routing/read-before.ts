import { query } from '../../db/query.ts';
import type { ClassifyInput } from '../assistant.port.ts';
import { readContext } from '../messaging/sessions/read-context.ts';
import type { FlowState } from './flow-state.ts';
import type { ReadScope } from './nodes/node.ts';

/** What was said in the conversation before the message, the oldest first, at most so many lines; colleagues told from customers. */
export async function readBefore(
  scope: Pick<ReadScope, 'em'>,
  { message }: Pick<FlowState, 'message'>,
  most: number,
): Promise<ClassifyInput['before']> {
  if (most === 0) return [];
  const { conversation_id, id, sent_at } = message;
  const lines = await readContext(scope, { conversation_id, until: new Date(sent_at) });
  const said = lines.filter((line) => line.message_id !== id).slice(-most);
  const people = [...new Set(said.flatMap(({ person_id }) => person_id ?? []))];
  const staff = new Set(await colleaguesAmong(scope, conversation_id, people));
  return said.map(({ person_id, text }) => ({
    who: person_id === null ? 'robot' : staff.has(person_id) ? 'staff' : 'person',
    text,
  }));
}

async function colleaguesAmong(
  scope: Pick<ReadScope, 'em'>,
  conversationId: string,
  people: readonly string[],
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    scope.em,
    `select p.id from channel_person p
     left join group_member m on m.person_id = p.id and m.conversation_id = $1
     where p.id = any($2::uuid[]) and (p.user_id is not null or m.role in ('staff', 'after_sales', 'operations'))`,
    [conversationId, people],
  );
  return rows.map((row) => row.id);
}
