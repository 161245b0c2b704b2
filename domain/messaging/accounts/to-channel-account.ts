import { queryOne } from '../../../db/query.ts';
import { messagingError } from '../errors.ts';
import type { ChannelAccount } from '../channel.port.ts';
import type { ReadScope } from '../messaging-scope.ts';

/**
 * The account as an adapter needs it, its secret still sealed (`seal-secrets.ts` opens it at the adapter's door).
 * @throws AppError `messaging.account_not_found`
 */
export async function toChannelAccount(scope: Pick<ReadScope, 'em'>, id: string): Promise<ChannelAccount> {
  const row = await queryOne<{ id: string; external_id: string; own_id: string | null; secret: string | null }>(
    scope.em,
    'select id, external_id, own_id, sealed_secret as secret from channel_account where id = $1',
    [id],
  );
  if (!row) throw messagingError('messaging.account_not_found', { details: { id } });
  return row;
}
