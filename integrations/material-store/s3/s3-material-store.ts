import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { materialKey, type MaterialStore } from '../../../domain/sop/materials/material-store.port.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ObjectStore } from '../../../kernel/config/object-store.ts';
import { materialStoreError } from '../errors.ts';

/** How long one call may take: a material has 100 MB at most, in milliseconds. */
const TIMEOUT_MS = 60_000;
const FOUND_NOTHING = 404;
const NO_SUCH_PART = 416;

type Send = (signed: Request, init: RequestInit) => Promise<Response>;

interface Call {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly key: string;
  readonly body?: Uint8Array;
  readonly range?: string;
}

/**
 * Keeps materials in a store that speaks S3 (AWS, Aliyun OSS, Tencent COS, MinIO …), each call signed with Signature V4 and
 * the SHA-256 of what it carries. A key names its content: bytes that do not fit their key are never handed out.
 * @param send carries a signed call
 * @throws AppError (each verb) `material_store.no_answer`, `material_store.refused`, `material_store.damaged`
 */
export function s3MaterialStore(place: ObjectStore, clock: Clock, send: Send = fetch): MaterialStore {
  const client = new AwsClient({
    accessKeyId: place.accessKeyId,
    secretAccessKey: place.secretAccessKey,
    region: place.region,
    service: 's3',
  });
  /** @returns null: there is nothing under the key */
  const call = async ({ method, key, body, range }: Call): Promise<Response | null> => {
    const headers = { 'x-amz-content-sha256': sha256(body ?? new Uint8Array()), ...(range ? { range } : {}) };
    const datetime = clock
      .now()
      .toISOString()
      .replaceAll(/[-:]|\.\d{3}/g, '');
    const signed = await client.sign(addressOf(place, key), {
      method,
      headers,
      ...(body ? { body: new Uint8Array(body) } : {}),
      aws: { datetime },
    });
    const answer = await answerOf(signed, send);
    if (answer.ok || answer.status === NO_SUCH_PART) return answer;
    await refuseUnlessMissing(answer, method);
    return null;
  };
  const head: MaterialStore['head'] = async (key) => {
    const answer = await call({ method: 'HEAD', key });
    return answer && { bytes: Number(answer.headers.get('content-length') ?? 0) };
  };
  return {
    head,
    put: async (key, bytes) => {
      if ((await head(key))?.bytes === bytes.length) return;
      const answer = await call({ method: 'PUT', key, body: bytes });
      // A bucket that is not there answers «not found» to whoever writes.
      if (!answer) throw materialStoreError('material_store.refused', { details: { reason: 'NoSuchBucket' } });
    },
    get: async (key, range) => {
      const part = range && `bytes=${range.from}-${range.to}`;
      const answer = await call({ method: 'GET', key, ...(part ? { range: part } : {}) });
      if (!answer) return null;
      const bytes = answer.status === NO_SUCH_PART ? new Uint8Array() : await bytesOf(answer);
      if (range) return answer.status === 200 ? bytes.subarray(range.from, range.to + 1) : bytes;
      if (sha256(bytes) !== key.slice(3)) throw materialStoreError('material_store.damaged', { details: { key } });
      return bytes;
    },
    delete: async (key) => void (await call({ method: 'DELETE', key })),
  };
}

/** `endpoint/bucket/key`, or `bucket.endpoint/key`; AWS and OSS want the latter, MinIO the former. */
function addressOf({ endpoint, bucket, pathStyle }: ObjectStore, key: string): string {
  const base = new URL(endpoint);
  if (!pathStyle) base.hostname = `${bucket}.${base.hostname}`;
  const folder = base.pathname.replace(/\/$/, '') + (pathStyle ? `/${bucket}` : '');
  base.pathname = `${folder}/${materialKey(key)}`;
  return base.href;
}

async function answerOf(signed: Request, send: Send): Promise<Response> {
  try {
    return await send(signed, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
  } catch (thrown) {
    throw noAnswer(thrown);
  }
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch (thrown) {
    throw noAnswer(thrown);
  }
}

function noAnswer(thrown: unknown): Error {
  const late = thrown instanceof Error && thrown.name === 'TimeoutError';
  const reason = late ? `${TIMEOUT_MS / 1000} 秒没有答复` : '连接不上';
  return materialStoreError('material_store.no_answer', { details: { reason }, cause: thrown });
}

/** Its own faults and its wish for fewer calls pass; whatever else it says is a matter of the settings. */
async function refuseUnlessMissing(answer: Response, method: string): Promise<void> {
  const code = /<Code>([A-Za-z0-9.]{1,60})<\/Code>/.exec(method === 'HEAD' ? '' : await answer.text())?.[1];
  if (answer.status === FOUND_NOTHING && code !== 'NoSuchBucket') return;
  const reason = code ? `${answer.status} ${code}` : String(answer.status);
  const passes = answer.status >= 500 || answer.status === 429;
  throw materialStoreError(passes ? 'material_store.no_answer' : 'material_store.refused', { details: { reason } });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
