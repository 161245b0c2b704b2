import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ChannelPort } from '../channel.port.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { takeIn, type Callback, type TakenIn } from './take-in.ts';

/**
 * Keeps and reads a callback at once, in one transaction: for a door of our own that answers with what came of it. What
 * vendors post is kept first and read after (`keep-callbacks.ts`).
 *
 * @throws AppError `messaging.account_not_found`
 */
export async function receiveCallback(
  outer: WriteScope,
  port: Pick<ChannelPort, 'name' | 'read' | 'accountIn'>,
  told: Omit<Callback, 'received_at'>,
): Promise<TakenIn['outcome']> {
  const now = outer.clock.now();
  return await inTransaction(outer, async (scope) => {
    const taken = await takeIn(scope, port, { ...told, received_at: now });
    await query(
      scope.em,
      `insert into inbound_callback (id, account_id, purpose, content_type, body, received_at, outcome, note, read_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $6)`,
      [
        newId(),
        taken.account_id,
        told.purpose.slice(0, 40),
        told.content_type?.slice(0, 100) ?? null,
        Buffer.from(told.body),
        now,
        taken.outcome,
        taken.note,
      ],
    );
    return taken.outcome;
  });
}
