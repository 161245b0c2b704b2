import { query, queryOne } from '../../../db/query.ts';
import type { PostLine, WebChatLineView } from '../../../kernel/contracts/web-chat.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { receiveCallback } from '../receive/receive-callback.ts';

/** Lines one visitor may write a minute. */
export const LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

interface Visitor {
  readonly id: string;
  readonly name: string;
}

/**
 * A visitor writes: their line and the message it is for the rooms, in one transaction. The same id again is the same line.
 * @throws AppError `messaging.visitor_unknown`, `messaging.visitor_too_fast`
 */
export async function postLine(
  outer: ChannelScope,
  input: PostLine & { readonly account_id: string; readonly visitor_id: string },
): Promise<WebChatLineView> {
  return await inTransaction(outer, async (scope) => {
    const visitor = await lockVisitor(scope, input);
    const known = await readLine(scope, visitor.id, input.id);
    if (known) return known;
    await checkPace(scope, visitor.id);
    await query(
      scope.em,
      `insert into web_chat_line (id, visitor_id, direction, client_id, kind, text, at) values ($1, $2, 'in', $3, 'text', $4, $5)`,
      [newId(), visitor.id, input.id, input.text.replaceAll('\0', ''), scope.clock.now()],
    );
    const told = { type: 'message', id: input.id, visitor: { id: visitor.id, name: visitor.name }, text: input.text };
    await receiveCallback(scope, channelOf(scope, 'web-chat'), {
      account_id: input.account_id,
      purpose: 'message',
      content_type: 'application/json',
      body: Buffer.from(JSON.stringify(told)),
    });
    scope.events.publish('web_chat.line', { visitorId: visitor.id });
    return (await readLine(scope, visitor.id, input.id))!;
  });
}

/** The lock lets the lines of one visitor in one after the other, so that their order is that of their numbers. */
async function lockVisitor(
  scope: ChannelScope,
  input: { readonly account_id: string; readonly visitor_id: string },
): Promise<Visitor> {
  const visitor = await queryOne<Visitor>(
    scope.em,
    'update web_chat_visitor set last_seen_at = $3 where id = $1 and account_id = $2 returning id, name',
    [input.visitor_id, input.account_id, scope.clock.now()],
  );
  if (!visitor) throw messagingError('messaging.visitor_unknown');
  return visitor;
}

async function checkPace(scope: ChannelScope, visitorId: string): Promise<void> {
  const since = new Date(scope.clock.now().getTime() - MINUTE_MS);
  const row = await queryOne<{ count: number }>(
    scope.em,
    `select count(*)::int as count from web_chat_line where visitor_id = $1 and direction = 'in' and at > $2`,
    [visitorId, since],
  );
  if (row!.count >= LINES_PER_MINUTE) throw messagingError('messaging.visitor_too_fast', { details: { seconds: 60 } });
}

async function readLine(
  scope: ChannelScope,
  visitorId: string,
  clientId: string,
): Promise<WebChatLineView | undefined> {
  const row = await queryOne<WebChatLineView>(
    scope.em,
    `select seq, id, direction, client_id, kind, text, url, iso(at) as at from web_chat_line where visitor_id = $1 and client_id = $2`,
    [visitorId, clientId],
  );
  return row && { ...row, seq: Number(row.seq) };
}
