import { timingSafeEqual } from 'node:crypto';
import { canonicalHash, canonicalQuery, EMPTY_HASH, signatureOf, type AccessKey } from '../sign-v3.ts';
import { WireRefusal } from './wire-refusal.ts';

export interface IncomingCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

const WINDOW_MS = 15 * 60_000;
const SCHEME = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/;

/** Checks signature V3, the time of the request and that its nonce was never seen. */
export class RequestVerifier {
  readonly #key: AccessKey;
  readonly #nonces = new Map<string, number>();

  constructor(key: AccessKey) {
    this.#key = key;
  }

  /** @throws WireRefusal as the vendor refuses */
  verify({ method, headers, query, body }: IncomingCall, now: number): void {
    const of = (name: string): string => {
      const value = headers[name];
      if (typeof value !== 'string' || value === '') throw refusal(`Missing${name}`, `${name} is mandatory.`);
      return value;
    };
    const [, id, signedNames, signature] = SCHEME.exec(of('authorization')) ?? [];
    if (!id || !signedNames || !signature) throw refusal('IncompleteSignature', 'The authorization is not readable.');
    if (id !== this.#key.id)
      throw new WireRefusal(404, 'InvalidAccessKeyId.NotFound', `Specified access key ${id} is not found.`);
    if (body !== '' || of('x-acs-content-sha256') !== EMPTY_HASH)
      throw refusal('InvalidContentSha256', 'The body does not fit its hash.');
    const names = signedNames.split(';');
    const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-acs-'))];
    if (needed.some((name) => !names.includes(name)))
      throw refusal('IncompleteSignature', 'A header that must be signed is not.');
    const signed = Object.fromEntries(names.map((name) => [name, of(name)]));
    const expected = signatureOf(canonicalHash(method, canonicalQuery(query), signed), this.#key.secret);
    // The vendor repeats everything it was sent: who logs it leaks it.
    if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
      throw refusal('SignatureDoesNotMatch', `Not matched: ${id}, server string to sign is ${canonicalQuery(query)}`);
    const date = Date.parse(of('x-acs-date'));
    if (!(Math.abs(date - now) <= WINDOW_MS))
      throw refusal('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
    this.#useNonce(of('x-acs-signature-nonce'), now);
  }

  #useNonce(nonce: string, now: number): void {
    if (this.#nonces.has(nonce)) throw refusal('SignatureNonceUsed', 'Specified signature nonce was used already.');
    this.#nonces.set(nonce, now);
    // Insertion order is time order: old ones are at the front, and their date would be refused by now.
    for (const [old, at] of this.#nonces) {
      if (now - at <= 2 * WINDOW_MS) break;
      this.#nonces.delete(old);
    }
  }
}

const refusal = (code: string, words: string): WireRefusal => new WireRefusal(400, code, words);
