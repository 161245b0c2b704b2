import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../kernel/clock.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const SKEW_MS = 15 * 60_000;
const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Reckons the signature of a call anew, step by step as the description of Signature Version 4 has it.
 * @returns the code of what is wrong with it; null: nothing
 */
export function wrongSignature(
  request: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretAccessKey, region, clock }: Keys & { readonly clock: Clock },
): string | null {
  const found = FORM.exec(request.headers.authorization ?? '');
  if (!found) return 'AccessDenied';
  const [, key, day, where, names, signature] = found as unknown as string[];
  const at = String(request.headers['x-amz-date']);
  if (key !== accessKeyId) return 'InvalidAccessKeyId';
  if (where !== region) return 'AuthorizationHeaderMalformed';
  if (!at.startsWith(day!) || Math.abs(momentOf(at) - clock.now().getTime()) > SKEW_MS) return 'RequestTimeTooSkewed';
  const hash = request.headers['x-amz-content-sha256'];
  if (hash !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const signed = names!.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return 'AccessDenied';
  const { pathname, searchParams } = new URL(request.url!, 'http://s3');
  searchParams.sort();
  const canonical = [
    request.method,
    pathname,
    searchParams.toString(),
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    hash,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const secret = [day!, region, 's3', 'aws4_request'].reduce<Buffer>(
    (mac, part) => hmac(mac, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  const wanted = hmac(secret, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')).toString('hex');
  return wanted === signature ? null : 'SignatureDoesNotMatch';
}

function momentOf(at: string): number {
  return Date.parse(at.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3:$4:$5Z'));
}

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
