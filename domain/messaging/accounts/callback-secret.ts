import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import { isId } from '../../../kernel/ids.ts';

const MAC_BYTES = 24;

/**
 * The secret part of an account's callback address: vendors sign nothing (wire-formats §0), so who knows the address may put
 * messages in. It is derived from the service's own secret, so it is stored nowhere.
 */
export function callbackSecret(serviceSecret: string, channel: Channel, accountId: string): string {
  return `${accountId.replaceAll('-', '')}${mac(serviceSecret, channel, accountId).toString('hex')}`;
}

/** The account a callback address belongs to; null for any address that is not ours, compared in constant time. */
export function accountOfSecret(serviceSecret: string, channel: Channel, given: string): string | null {
  if (!/^[0-9a-f]{80}$/.test(given)) return null;
  const bare = given.slice(0, 32);
  const id = [bare.slice(0, 8), bare.slice(8, 12), bare.slice(12, 16), bare.slice(16, 20), bare.slice(20)].join('-');
  const fits = timingSafeEqual(Buffer.from(given.slice(32), 'hex'), mac(serviceSecret, channel, id));
  return fits && isId(id) ? id : null;
}

function mac(serviceSecret: string, channel: Channel, accountId: string): Buffer {
  return createHmac('sha256', serviceSecret).update(`callback:${channel}:${accountId}`).digest().subarray(0, MAC_BYTES);
}
