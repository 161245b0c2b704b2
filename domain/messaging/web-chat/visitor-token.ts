import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '../../../kernel/ids.ts';

const MAC_BYTES = 24;
const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f]{48})$/;

/** What makes a window this visitor's: its id, and a code only the service can make. Nothing of it is stored. */
export function visitorToken(serviceSecret: string, accountId: string, visitorId: string): string {
  return `${visitorId}.${mac(serviceSecret, accountId, visitorId).toString('hex')}`;
}

/** The visitor a token of that site belongs to; null for any other token, compared in constant time. */
export function visitorOfToken(serviceSecret: string, accountId: string, token: string): string | null {
  const [, id, code] = TOKEN.exec(token) ?? [];
  if (!id || !code || !isId(id)) return null;
  return timingSafeEqual(Buffer.from(code, 'hex'), mac(serviceSecret, accountId, id)) ? id : null;
}

function mac(serviceSecret: string, accountId: string, visitorId: string): Buffer {
  return createHmac('sha256', serviceSecret)
    .update(`visitor:${accountId}:${visitorId}`)
    .digest()
    .subarray(0, MAC_BYTES);
}
