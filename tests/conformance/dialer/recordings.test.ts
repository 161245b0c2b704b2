import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingRecording, RecordingStore } from '../../../domain/calls/recording-store.port.ts';
import { callPeople, detailsOf, openDialer, person, troubleOf, valueOf, type DialerUnderTest } from './open-dialer.ts';

/** Keeps recordings in memory, whole or not at all. */
class MemoryStore implements RecordingStore {
  readonly kept = new Map<string, { bytes: Buffer; type: string; name: string }>();

  async keep({ task_id, bytes, content_type: type, file_name: name }: IncomingRecording) {
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    this.kept.set(task_id, { bytes: Buffer.concat(parts), type, name });
    return { key: `memory/${task_id}`, size: this.kept.get(task_id)!.bytes.length };
  }
}

let under: DialerUnderTest;
let task: string;
let missed: string;
let store: MemoryStore;
beforeEach(async () => {
  under = await openDialer({ settings: { link_ttl_ms: 60_000 } });
  under.simulator.script(person(1).phone, { dials: [{ status: 'NoAnswer' }, { status: 'SucceededFinish' }] });
  const group = await callPeople(under, [person(1)]);
  under.clock.advance({ hours: 2 });
  const [first, second] = (await detailsOf(under, group)).get('lead-1')!.dials;
  [missed, task] = [first!.task_id, second!.task_id];
  store = new MemoryStore();
});
afterEach(async () => {
  expect(under.simulator.problems).toEqual([]);
  await under.close();
});

const links = () => under.simulator.calls.filter((call) => call.action === 'DownloadRecording').length;

describe('a recording', () => {
  it('has a link that says when it ends', async () => {
    const link = valueOf(await under.dialer.recordingLink(task));
    expect(link.file_name).toBe(`${task}.wav`);
    expect(link.expires_at!.getTime() - under.clock.now().getTime()).toBeLessThanOrEqual(60_000);
    const answer = await fetch(link.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/x-wav']);
    under.clock.advance({ seconds: 61 });
    expect((await fetch(link.url)).status).toBe(403);
    expect((await fetch(link.url.replace(/Signature=.*/, 'Signature=x'))).status).toBe(403);
  });

  it('is brought into the store byte by byte', async () => {
    expect(valueOf(await under.dialer.keepRecording(task, store))).toEqual({ key: `memory/${task}`, size: 2044 });
    const { bytes, type, name } = store.kept.get(task)!;
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(8, 12).toString(), bytes.readUInt32LE(4)]).toEqual([
      'RIFF',
      'WAVE',
      bytes.length - 8,
    ]);
    expect([type, name]).toEqual(['audio/x-wav', `${task}.wav`]);
    const direct = await fetch(valueOf(await under.dialer.recordingLink(task)).url);
    const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
    expect(hash(bytes)).toBe(hash(new Uint8Array(await direct.arrayBuffer())));
  });

  it('is asked for once more when its link expired on the way, and not for ever', async () => {
    under.simulator.settings.link_ttl_ms = 0;
    expect(troubleOf(await under.dialer.keepRecording(task, store))).toMatchObject({
      kind: 'business',
      vendor_code: '403',
    });
    expect(links()).toBe(2);
    expect(store.kept.size).toBe(0);
  });

  it('is not there for a dial nobody answered', async () => {
    expect(troubleOf(await under.dialer.recordingLink(missed))).toMatchObject({
      kind: 'business',
      reason: 'not_found',
      vendor_code: 'RecordingNotExist',
    });
    expect(troubleOf(await under.dialer.keepRecording(missed, store))).toMatchObject({ reason: 'not_found' });
  });

  it('keeps its link out of the log', async () => {
    await under.dialer.keepRecording(task, store);
    under.simulator.settings.link_ttl_ms = 0;
    await under.dialer.keepRecording(task, store);
    expect(under.log()).not.toContain('Signature');
  });

  it('leaves the fault of a store to whoever gave it', async () => {
    const full: RecordingStore = { keep: () => Promise.reject(new Error('disk full')) };
    await expect(under.dialer.keepRecording(task, full)).rejects.toThrow('disk full');
  });
});

describe('a link that leads elsewhere', () => {
  it.each([
    ['http://169.254.169.254/latest/meta-data', 'refused'],
    ['https://aliyuncs.com.evil.example/x.wav', 'refused'],
    ['http://bucket.oss-cn-shanghai.aliyuncs.com/x.wav', 'refused'],
    ['file:///etc/passwd', 'unreadable_answer'],
  ])('is not fetched: %s', async (url, reason) => {
    const { createServer } = await import('node:http');
    const body = JSON.stringify({
      Success: true,
      Code: 'OK',
      DownloadParams: { SignatureUrl: url, FileName: 'x.wav' },
    });
    const server = createServer((_request, response) => response.writeHead(200).end(body));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const odd = await openDialer({
      dialer: { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/` },
    });
    expect(troubleOf(await odd.dialer.keepRecording('t', store))).toMatchObject({ state: 'refused', reason });
    expect(store.kept.size).toBe(0);
    await odd.close();
    server.closeAllConnections();
    server.close();
  });
});

describe('a line that breaks during the download', () => {
  it.each([
    ['cut short', 10],
    ['empty', 0],
  ])('keeps nothing: %s', async (_how, sent) => {
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      const { port } = server.address() as { port: number };
      if (request.method === 'POST')
        response.end(
          JSON.stringify({
            Success: true,
            DownloadParams: { SignatureUrl: `http://127.0.0.1:${port}/x.wav`, FileName: 'x.wav' },
          }),
        );
      else if (sent === 0) response.end();
      else {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(Buffer.alloc(sent), () => response.destroy());
      }
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const odd = await openDialer({
      dialer: { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/` },
    });
    expect(troubleOf(await odd.dialer.keepRecording('t', store))).toMatchObject({
      kind: 'network',
      reason: 'no_connection',
    });
    expect(store.kept.size).toBe(0);
    await odd.close();
    server.closeAllConnections();
    server.close();
  });
});
