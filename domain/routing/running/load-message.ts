import { query, queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import type { FlowState } from '../flow-state.ts';
import { namedInText } from './named-in-text.ts';

const MOST_MENTIONS = 50;

type Stored = Omit<FlowState['message'], 'mentioned_person_ids'> & {
  readonly raw_text: string;
  readonly mentioned_ids: string[];
};

/** What a flow knows of a stored message at its start; whom it mentions as far as they are known in the conversation. */
export async function loadMessage(scope: Pick<Scope, 'em'>, id: string): Promise<FlowState['message']> {
  const row = await queryOne<Stored>(
    scope.em,
    `select m.id, m.conversation_id, m.account_id, m.kind, m.text, m.raw_text, m.mentions_account, m.mentioned_ids,
       iso(m.sent_at) as sent_at, m.direction = 'out' as own
     from channel_message m where m.id = $1`,
    [id],
  );
  const { raw_text: raw, mentioned_ids: ids, ...message } = row!;
  return { ...message, mentioned_person_ids: await mentioned(scope, message.conversation_id, ids, raw) };
}

/** By the channel's list where it sends one; WorkTool only sends the words (wire-formats §1). */
async function mentioned(
  scope: Pick<Scope, 'em'>,
  conversationId: string,
  ids: readonly string[],
  raw: string,
): Promise<string[]> {
  if (ids.length === 0 && !raw.includes('@')) return [];
  const people = await query<{ id: string; external_id: string; name: string }>(
    scope.em,
    `select p.id, p.external_id, coalesce(g.display_name, p.name) as name
     from channel_conversation v join channel_person p on p.channel = v.channel and p.place in ('', v.id::text)
       left join group_member g on g.person_id = p.id and g.conversation_id = v.id
     where v.id = $1 and (p.external_id = any ($2::text[]) or g.display_name = any ($2::text[])
       or position('@' || g.display_name in $3) > 0)`,
    [conversationId, ids, raw],
  );
  const listed = people.filter(({ external_id, name }) => ids.includes(external_id) || ids.includes(name));
  const found = new Set([...listed, ...namedInText(raw, people)].map((person) => person.id));
  return [...found].slice(0, MOST_MENTIONS);
}
