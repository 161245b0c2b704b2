import { query } from '../../../db/query.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** What of a conversation goes along as context: so many messages, and of these so many characters. */
export const CONTEXT_MESSAGES = 20;
export const CONTEXT_CHARACTERS = 4000;

export interface ContextLine {
  readonly message_id: string;
  /** Null: we. */
  readonly person_id: string | null;
  readonly name: string;
  readonly text: string;
  readonly at: string;
}

/**
 * What was said lately in a conversation, the oldest first, within the bounds; with `person_id` only what that person said
 * and what was answered by us. Taken back messages are left out.
 */
export async function readContext(
  scope: Pick<ReadScope, 'em'>,
  place: { readonly conversation_id: string; readonly person_id?: string; readonly until?: Date },
): Promise<ContextLine[]> {
  const rows = await query<ContextLine>(
    scope.em,
    `select m.id as message_id, m.person_id, coalesce(p.name, '我方') as name, m.text, iso(m.sent_at) as at
     from channel_message m left join channel_person p on p.id = m.person_id
     where m.conversation_id = $1 and m.recalled_at is null and ($2::uuid is null or m.person_id = $2 or m.direction = 'out')
       and ($3::timestamptz is null or m.sent_at <= $3)
     order by m.sent_at desc, m.sequence desc nulls last, m.id desc limit ${CONTEXT_MESSAGES}`,
    [place.conversation_id, place.person_id ?? null, place.until ?? null],
  );
  const kept: ContextLine[] = [];
  let left = CONTEXT_CHARACTERS;
  for (const row of rows) {
    if (left <= 0) break;
    // The end of a text says what is wanted; its beginning goes first.
    kept.unshift(row.text.length <= left ? row : { ...row, text: `…${row.text.slice(-left)}` });
    left -= row.text.length;
  }
  return kept;
}
