import { queryOne } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../messaging-scope.ts';
import type { Outbound } from '../outbound.ts';

/** What can be kept for a visitor. */
export type VisitorContent = Extract<Outbound, { kind: 'text' | 'image' | 'file' | 'link' }>;

interface KeptLine {
  readonly id: string;
  readonly at: Date;
}

/**
 * Keeps a line for a visitor and tells their open windows.
 * @returns null: the site has no such visitor
 */
export async function keepLine(
  outer: Pick<WriteScope, 'em' | 'clock' | 'events'>,
  site: string,
  visitorId: string,
  content: VisitorContent,
): Promise<KeptLine | null> {
  return await inTransaction(outer, async (scope) => {
    const visitor = await queryOne<{ id: string }>(
      scope.em,
      `select v.id from web_chat_visitor v join channel_account a on a.id = v.account_id
       where v.id::text = $1 and a.channel = 'web-chat' and a.external_id = $2 for update of v`,
      [visitorId, site],
    );
    if (!visitor) return null;
    const kept = { id: newId(), at: scope.clock.now() };
    const { text, url } = shownOf(content);
    await queryOne(
      scope.em,
      `insert into web_chat_line (id, visitor_id, direction, kind, text, url, at) values ($1, $2, 'out', $3, $4, $5, $6)`,
      [kept.id, visitor.id, content.kind, text, url, kept.at],
    );
    scope.events.publish('web_chat.line', { visitorId: visitor.id });
    return kept;
  });
}

/**
 * The line of a send nobody confirmed, when it was kept after all. A line another command is known to have made is not it.
 * @param from when the send began
 */
export async function findKeptLine(
  scope: Pick<WriteScope, 'em'>,
  place: { readonly site: string; readonly visitor_id: string; readonly from: Date; readonly to: Date },
  content: VisitorContent,
): Promise<KeptLine | null> {
  const { text, url } = shownOf(content);
  const row = await queryOne<{ id: string; at: string }>(
    scope.em,
    `select l.id, l.at from web_chat_line l join web_chat_visitor v on v.id = l.visitor_id
       join channel_account a on a.id = v.account_id
     where v.id::text = $1 and a.channel = 'web-chat' and a.external_id = $2 and l.direction = 'out' and l.kind = $3
       and l.text = $4 and l.url is not distinct from $5 and l.at >= $6 and l.at <= $7
       and not exists (select 1 from robot_command_queue c where c.account_id = a.id and c.vendor_id = l.id::text)
     order by l.seq limit 1`,
    [place.visitor_id, place.site, content.kind, text, url, place.from, place.to],
  );
  return row ? { id: row.id, at: new Date(row.at) } : null;
}

function shownOf(content: VisitorContent): { readonly text: string; readonly url: string | null } {
  if (content.kind === 'text') return { text: content.text, url: null };
  if (content.kind === 'link')
    return { text: [content.title, content.description].filter(Boolean).join('\n'), url: content.url };
  return { text: content.name, url: content.url };
}
