import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { CallbackSpool, type SpooledCallback } from '../../server/messaging/callback-spool.ts';
import type { AccountView } from '../../kernel/contracts/messaging.ts';
import { newId } from '../../kernel/ids.ts';
import { logLines } from '../support/log-lines.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { testDatabase } from '../support/database.ts';
import { testService, type TestService } from '../support/service.ts';
import type { OpenDatabase } from '../../server/open-database.ts';

/** The road to the database, which can be cut or simply swallow everything. */
interface Road {
  readonly url: string;
  block(how: 'cut' | 'swallow'): void;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Of an address that names none. */
const POSTGRES_PORT = 5432;

async function roadTo(target: string): Promise<Road> {
  const goal = new URL(target);
  const sockets = new Set<Socket>();
  let blocked: 'cut' | 'swallow' | null = null;
  const server: Server = createServer((near) => {
    sockets.add(near);
    near.once('close', () => sockets.delete(near)).on('error', () => undefined);
    if (blocked === 'cut') return void near.destroy();
    if (blocked === 'swallow') return void near.resume();
    const far = connect(Number(goal.port || POSTGRES_PORT), goal.hostname);
    sockets.add(far);
    far.once('close', () => {
      sockets.delete(far);
      near.destroy();
    });
    far.on('error', () => near.destroy());
    near.once('close', () => far.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.toString(),
    block: (how) => {
      blocked = how;
      for (const socket of sockets) socket.destroy();
    },
    open: () => {
      blocked = null;
      for (const socket of sockets) socket.destroy();
      return Promise.resolve();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

let folder: string;
let database: OpenDatabase;
let road: Road;
let world: TestService;
let hook: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaoshu-spool-'));
  database = await testDatabase();
  road = await roadTo(database.url);
  world = await testService(
    { DATA_DIR: folder, CALLBACK_DEADLINE_MS: '400', CALLBACK_SPOOL_MB: '1' },
    {
      database: { ...database, url: road.url, stop: () => Promise.resolve() },
      channels: new Map([['worktool', scriptedChannel().port]]),
    },
  );
  const admin = await world.as('administrator');
  const made = await admin.call<AccountView>('POST', '/api/v1/messaging/accounts', {
    channel: 'worktool',
    external_id: 'robot-spool',
    name: '白班',
  });
  hook = (await admin.call<{ path: string }>('GET', `/api/v1/messaging/accounts/${made.body.id}/callback`)).body.path;
});
afterEach(() => road.open());
afterAll(async () => {
  await world.stop();
  await road.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const say = async (id: string, text: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(world.url + hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, group: '星河项目群', from: '周总', text }),
  });
  return { status: answer.status, text: await answer.text() };
};
const kept = (): string[] =>
  readdirSync(join(folder, 'callback-spool'), { withFileTypes: true }).map((entry) => entry.name);
const texts = async (like: string): Promise<string[]> =>
  (
    await query<{ text: string }>(
      forkEm(world.service.parts.orm),
      'select text from channel_message where text like $1 order by received_at, id',
      [like],
    )
  ).map((row) => row.text);
const emptied = async (): Promise<void> =>
  void (await vi.waitUntil(async () => (await world.service.parts.spool.drain(), kept().length === 0), {
    timeout: 15_000,
    interval: 200,
  }));

it.each(['cut', 'swallow'] as const)(
  'a database that is %s costs no callback: answered while it is away, taken in once and in order when it is back',
  async (how) => {
    expect(await say(`${how}-before`, `${how} 之前`)).toEqual({ status: 200, text: '{"code":0}' });
    road.block(how);
    for (let n = 0; n < 5; n += 1) {
      expect(await say(`${how}-${n}`, `${how} 第${n}条`)).toEqual({ status: 200, text: '{"code":0}' });
      world.clock.advance({ seconds: 1 });
    }
    expect(await say(`${how}-2`, `${how} 第2条`), 'repeated by the vendor').toMatchObject({ status: 200 });
    expect(kept().length).toBeGreaterThanOrEqual(6);
    await road.open();
    await emptied();
    expect(await texts(`${how} %`)).toEqual([`${how} 之前`, ...Array.from({ length: 5 }, (_, n) => `${how} 第${n}条`)]);
    expect(world.service.parts.spool.level()).toEqual({ callbacks: 0, bytes: 0 });
    await say(`${how}-after`, `${how} 之后`);
    expect(kept()).toEqual([]);
    expect((await texts(`${how} 之后`)).length).toBe(1);
  },
);

it('is refused with 503 when the spool is full, and nothing that was taken is lost', async () => {
  road.block('cut');
  const long = '长'.repeat(100_000);
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await say(`full-${n}`, `满 ${n} ${long}`)).status);
  expect(statuses).toEqual([200, 200, 503, 503]);
  await road.open();
  await emptied();
  expect((await texts('满 %')).map((text) => text.slice(0, 3))).toEqual(['满 0', '满 1']);
});

it('what a former process left is taken in by the next one, and what cannot be is set aside', async () => {
  const place = join(folder, 'another');
  const { logger, lines } = logLines();
  const account = newId();
  const options = { folder: place, largest: 100_000, retryMs: 60_000, logger };
  const callback = (text: string): SpooledCallback => ({
    channel: 'worktool',
    account_id: account,
    purpose: 'message',
    content_type: null,
    received_at: new Date('2026-11-18T10:00:00+08:00'),
    body: Buffer.from(text),
  });
  const dead = await CallbackSpool.open({ ...options, take: () => Promise.reject(new Error('never')) });
  for (const text of ['一', '坏', '三']) await dead.keep(callback(text));
  await dead.stop();
  const taken: string[] = [];
  const next = await CallbackSpool.open({
    ...options,
    take: ({ body, received_at }) => {
      const text = Buffer.from(body).toString();
      if (text === '坏') return Promise.reject(new Error('cannot be taken in'));
      taken.push(`${text} ${received_at.toISOString()}`);
      return Promise.resolve();
    },
  });
  expect(next.level().callbacks).toBe(3);
  await next.drain();
  await next.stop();
  expect(taken).toEqual(['一 2026-11-18T02:00:00.000Z', '三 2026-11-18T02:00:00.000Z']);
  expect(readdirSync(place)).toEqual([expect.stringMatching(/\.refused$/)]);
  expect(lines().some((line) => String(line['msg']).includes('set aside'))).toBe(true);
});
