import { requirePermission } from '../../../kernel/actor.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import { channelOf, type ChannelScope } from '../messaging-scope.ts';
import { readAccount } from './account-view.ts';
import { callbackSecret } from './callback-secret.ts';
import { noteAccountState } from './note-account-state.ts';
import { toChannelAccount } from './to-channel-account.ts';

/** Where the service is reached from outside, and what its callback addresses are derived from. */
export interface CallbackPlace {
  readonly public_url: string | null;
  readonly service_secret: string;
}

/** The path a vendor calls back at for an account; the purpose follows. */
export function callbackPath(place: Pick<CallbackPlace, 'service_secret'>, account: CallbackAccount): string {
  const { channel, id } = account;
  return `/api/v1/webhooks/${channel}/${callbackSecret(place.service_secret, channel, id)}`;
}

type CallbackAccount = Pick<Awaited<ReturnType<typeof readAccount>>, 'id' | 'channel'>;

/**
 * Tells the vendor where to call back for an account. It tries the address at once, so the service must be reachable.
 * @throws AppError `access.not_permitted`, `messaging.account_not_found`, `messaging.no_public_url`,
 *   `messaging.callback_not_settable`, `channels.*`
 */
export async function setCallback(scope: ChannelScope, place: CallbackPlace, id: string): Promise<void> {
  requirePermission(scope.actor, 'messaging.configure');
  const account = await readAccount(scope, id);
  if (place.public_url === null) throw messagingError('messaging.no_public_url');
  const port = channelOf(scope, account.channel);
  if (!port.setCallback) throw messagingError('messaging.callback_not_settable');
  const url = `${place.public_url.replace(/\/$/, '')}${callbackPath(place, account)}`;
  const asked = await toChannelAccount(scope, id);
  await port.setCallback(asked, url);
  // Trying the addresses may have looked like a change of state: what counts is what the vendor says when asked.
  const state = await port.online(asked);
  await inTransaction(scope, async (unit) => await noteAccountState(unit, id, { state, cause: null }));
}
