import { createHash, createHmac } from 'node:crypto';

/** A request to Alibaba Cloud before it is signed. Parameters travel in the query, the body stays empty. */
export interface UnsignedRequest {
  readonly method: 'POST' | 'GET';
  /** With the port where it is not the default one, as the `host` header has it. */
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  /** `2026-11-21T08:00:00Z`. */
  readonly date: string;
  readonly nonce: string;
}

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';
const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
/** What an empty body hashes to. */
export const EMPTY_HASH = hash('');

/** RFC 3986: everything but letters, digits and `-_.~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.codePointAt(0)!.toString(16).toUpperCase()}`,
  );
}

/** Parameters in the order and the spelling in which they are signed; sent the same way. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name]!)}`)
    .join('&');
}

/** The headers that are signed, without `authorization`. */
export function headersToSign(request: UnsignedRequest): Record<string, string> {
  return {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': EMPTY_HASH,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
}

/** Hash of the canonical request of signature V3 (help.aliyun.com, document 2593177). Header names are lower case. */
export function canonicalHash(method: string, query: string, headers: Readonly<Record<string, string>>): string {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('');
  return hash([method, '/', query, lines, names.join(';'), headers['x-acs-content-sha256']].join('\n'));
}

/** The signature of a canonical hash, in lower-case hex. */
export function signatureOf(canonical: string, secret: string): string {
  return createHmac('sha256', secret).update(`${ALGORITHM}\n${canonical}`, 'utf8').digest('hex');
}

/** Signs a request with signature V3: all headers it must be sent with. */
export function signV3(request: UnsignedRequest, key: AccessKey): Record<string, string> {
  const headers = headersToSign(request);
  const signature = signatureOf(canonicalHash(request.method, canonicalQuery(request.query), headers), key.secret);
  const names = Object.keys(headers).sort().join(';');
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${key.id},SignedHeaders=${names},Signature=${signature}`,
  };
}
