import { query } from '../../../db/query.ts';
import type { LineList, WebChatLineView } from '../../../kernel/contracts/web-chat.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** Lines given at once. */
export const MOST_LINES = 100;

/** What a visitor sees, the oldest first: everything newer than `after` (at most so much), or without it the newest. */
export async function listLines(
  scope: Pick<ReadScope, 'em'>,
  input: { readonly visitor_id: string; readonly after?: number | undefined },
): Promise<LineList> {
  const rows = await query<WebChatLineView & { seq: string | number }>(
    scope.em,
    `select l.seq, l.id, l.direction, l.client_id, l.kind, l.text, l.url, iso(l.at) as at from web_chat_line l
     where l.visitor_id = $1 and ($2::bigint is null or l.seq > $2)
     order by case when $2::bigint is null then -l.seq else l.seq end limit ${MOST_LINES}`,
    [input.visitor_id, input.after ?? null],
  );
  const items = rows.map((row) => ({ ...row, seq: Number(row.seq) })).toSorted((a, b) => a.seq - b.seq);
  return { items, last_seq: items.at(-1)?.seq ?? input.after ?? 0 };
}
