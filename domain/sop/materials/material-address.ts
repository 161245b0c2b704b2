import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long an address holds: a message may wait a weekend and its quiet hours before the vendor fetches the file. */
export const ADDRESS_DAYS = 7;
const HOUR_S = 3600;

/**
 * The path under which a material's bytes are read without signing in, signed and for a limited time. Within an hour it is the
 * same, so that a vendor's cache can know it again.
 */
export function materialPath(secret: string, id: string, now: Date): string {
  const hour = Math.floor(now.getTime() / 1000 / HOUR_S) * HOUR_S;
  const expires = hour + ADDRESS_DAYS * 24 * HOUR_S;
  return `/api/v1/sop/materials/${id}/file?expires=${expires}&signature=${mac(secret, id, expires).toString('hex')}`;
}

/** Where a vendor's server fetches a material; null while the service has no address outside. */
export function materialAddress(
  place: { readonly public_url: string | null; readonly service_secret: string },
  id: string,
  now: Date,
): string | null {
  return place.public_url === null ? null : place.public_url + materialPath(place.service_secret, id, now);
}

/** Whether an address is one of ours and still holds; compared in constant time. */
export function isMaterialAddress(
  secret: string,
  given: { readonly id: string; readonly expires: number; readonly signature: string },
  now: Date,
): boolean {
  if (!/^[0-9a-f]{64}$/.test(given.signature)) return false;
  const fits = timingSafeEqual(Buffer.from(given.signature, 'hex'), mac(secret, given.id, given.expires));
  return fits && given.expires * 1000 > now.getTime();
}

function mac(secret: string, id: string, expires: number): Buffer {
  return createHmac('sha256', secret).update(`sop-material:${id.toLowerCase()}:${expires}`).digest();
}
