import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MaterialStore } from '../../domain/sop/materials/material-store.port.ts';
import { folderMaterialStore } from '../../integrations/material-store/folder/folder-material-store.ts';
import { s3MaterialStore } from '../../integrations/material-store/s3/s3-material-store.ts';
import type { ObjectStore } from '../../kernel/config/object-store.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startS3Server, type S3Server } from '../support/s3-server/start-s3-server.ts';

const KEYS = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret/with+signs', region: 'cn-east-1' };
const clock = new FakeClock();
let folder: string;
let server: S3Server;
const s3 = (more: Partial<ObjectStore> = {}, send: typeof toServer = fetch): MaterialStore =>
  s3MaterialStore({ endpoint: server.url, bucket: 'materials', pathStyle: true, ...KEYS, ...more }, clock, send);

/** Carries a call for `bucket.s3.example.com` to the server of the test, as its name would lead there. */
async function toServer(signed: Request): Promise<Response> {
  const { pathname, host } = new URL(signed.url);
  const headers = { ...Object.fromEntries(signed.headers), host };
  const body = Buffer.from(await signed.arrayBuffer());
  return await new Promise((done, fail) => {
    const call = request(server.url + pathname, { method: signed.method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const bodiless = signed.method === 'HEAD' || answer.statusCode === 204;
        const init = { status: answer.statusCode!, headers: answer.headers as Record<string, string> };
        done(new Response(bodiless ? null : Buffer.concat(chunks), init));
      });
    });
    call.on('error', fail);
    call.end(body);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'material-store-'));
  server = await startS3Server({ ...KEYS, bucket: 'materials', clock });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function keyOf(bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return `${hash.slice(0, 2)}/${hash}`;
}

describe.each<[string, () => MaterialStore]>([
  ['a folder', () => folderMaterialStore(folder)],
  ['S3, the bucket in the path', () => s3()],
  ['S3, the bucket in the host', () => s3({ pathStyle: false, endpoint: 'http://s3.example.com' }, toServer)],
])('materials in %s', (name, make) => {
  const text = Buffer.from(`价格表 ${name}`);
  const key = keyOf(text);

  it('are kept, read whole and in parts, and taken away', async () => {
    const store = make();
    expect(await store.head(key)).toBeNull();
    expect(await store.get(key)).toBeNull();
    expect(await store.get(key, { from: 0, to: 3 })).toBeNull();
    await store.put(key, text);
    await store.put(key, text);
    expect(await store.head(key)).toEqual({ bytes: text.length });
    expect(Buffer.from((await store.get(key))!)).toEqual(text);
    expect(Buffer.from((await store.get(key, { from: 3, to: 5 }))!).toString()).toBe('格');
    expect((await store.get(key, { from: 3, to: 10_000 }))!.length).toBe(text.length - 3);
    expect((await store.get(key, { from: 10_000, to: 10_001 }))!.length).toBe(0);
    await store.delete(key);
    await store.delete(key);
    expect(await store.get(key)).toBeNull();
  });

  it('may be large and of any bytes, several at once', async () => {
    const store = make();
    const large = Buffer.alloc(3_000_000, Buffer.from([0, 255, 10, 13, 7]));
    await Promise.all([store.put(keyOf(large), large), store.put(keyOf(large), large), store.put(key, text)]);
    expect(keyOf((await store.get(keyOf(large)))!)).toBe(keyOf(large));
    expect(Buffer.from((await store.get(key))!)).toEqual(text);
  });

  it('have keys that lead nowhere else', async () => {
    for (const bad of ['../../etc/passwd', 'ab/..', `aa/${key.slice(3)}x`, '', `zz/${'z'.repeat(64)}`])
      await expect(make().get(bad)).rejects.toThrow('Not a key');
  });
});

describe('a store that speaks S3', () => {
  const bytes = Buffer.from('合同样本');
  const key = keyOf(bytes);

  it('sends the same bytes once', async () => {
    await s3().put(key, bytes);
    const before = server.calls.length;
    await s3().put(key, bytes);
    expect(server.calls.slice(before)).toEqual([`HEAD /materials/${key}`]);
  });

  it.each<[string, Partial<ObjectStore>, string]>([
    ['a wrong secret', { secretAccessKey: 'other' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'AKIDOTHER' }, 'InvalidAccessKeyId'],
    ['another region', { region: 'eu-west-1' }, 'AuthorizationHeaderMalformed'],
    ['a bucket that is not there', { bucket: 'nobody' }, 'NoSuchBucket'],
  ])('says what is wrong with %s', async (_what, more, code) => {
    const found = await s3(more)
      .get(key)
      .catch((thrown: unknown) => thrown);
    expect(found).toMatchObject({ code: 'material_store.refused', kind: 'conflict' });
    expect((found as { sentence(locale: 'zh'): string }).sentence('zh')).toContain(code);
    await expect(s3(more).put(key, bytes)).rejects.toMatchObject({ code: 'material_store.refused' });
  });

  it('is asked again later when it is busy or gone', async () => {
    for (const fault of [503, 429, 0]) {
      server.faults.push(fault);
      await expect(s3().get(key)).rejects.toMatchObject({ code: 'material_store.no_answer', kind: 'transient' });
    }
    expect(Buffer.from((await s3().get(key))!)).toEqual(bytes);
  });

  it('never hands out bytes that are not those of the key', async () => {
    server.objects.set(`materials/${key}`, Buffer.from('别人的文件'));
    await expect(s3().get(key)).rejects.toMatchObject({ code: 'material_store.damaged' });
    server.objects.delete(`materials/${key}`);
  });

  it('refuses a call whose clock is wrong', async () => {
    const late = { now: () => new Date(clock.now().getTime() - 3_600_000) };
    const store = s3MaterialStore({ endpoint: server.url, bucket: 'materials', pathStyle: true, ...KEYS }, late);
    await expect(store.get(key)).rejects.toMatchObject({ code: 'material_store.refused' });
  });
});
