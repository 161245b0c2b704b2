import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { readCallbacks } from '../../domain/messaging/receive/read-callbacks.job.ts';
import { cleanUp } from '../../jobs/clean-up.job.ts';
import type { AccountView, CallbackDetail, CallbackView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { seededRandom } from '../../kernel/random.ts';
import { CallbackReader } from '../../server/messaging/callback-reader.ts';
import { createLogger } from '../../kernel/logger.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

/** What vendors post is kept first and read after: once, in order, and around what cannot be read. */
const api = '/api/v1/messaging';
const SEED = Number(process.env['FAULT_SEED'] ?? 20_261_121);
const random = seededRandom(SEED);
let world: TestService;
let admin: TestClient;
let hooks: string[];
/** Texts whose reading fails, as a fault of ours would make it. */
const poison = new Set<string>();

beforeAll(async () => {
  const { port } = scriptedChannel();
  const channel: typeof port = {
    ...port,
    read: (raw) => {
      const body = Buffer.from(raw.body).toString();
      if ([...poison].some((text) => body.includes(text))) throw new Error('cannot read 13812345678');
      return port.read(raw);
    },
  };
  world = await testService({}, { channels: new Map([['worktool', channel]]), readsBeforeAnswering: false });
  admin = await world.as('administrator');
  hooks = [await addAccount('robot-a'), await addAccount('robot-b')];
});
afterAll(() => world.stop());
beforeEach(() => {
  world.clock.advance({ hours: 1 });
  poison.clear();
});

async function addAccount(external_id: string): Promise<string> {
  const made = await admin.call<AccountView>('POST', `${api}/accounts`, {
    channel: 'worktool',
    external_id,
    name: external_id,
  });
  return (await admin.call<{ path: string }>('GET', `${api}/accounts/${made.body.id}/callback`)).body.path;
}
async function post(hook: string, told: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(world.url + hook, { method: 'POST', headers, body: JSON.stringify(told) });
  expect([answer.status, await answer.text()]).toEqual([200, '{"code":0}']);
}
const sql = async <Row extends object>(text: string, params: unknown[] = []): Promise<Row[]> =>
  await query<Row>(forkEm(world.service.parts.orm), text, params);
/** In the order in which they were read. */
const texts = async (like: string): Promise<string[]> =>
  (await sql<{ text: string }>('select text from channel_message where text like $1 order by id', [like])).map(
    ({ text }) => text,
  );
const list = async (filter = ''): Promise<CallbackView[]> =>
  (await admin.call<Page<CallbackView>>('GET', `${api}/callbacks${filter}`)).body.items;
const readAll = async (): Promise<void> => await world.service.parts.reader.readAll();
async function runJob(): Promise<void> {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), readCallbacks, {}, { singletonKey: 'all' });
  await world.drain();
}

it('is kept with its 200 and read afterwards, by whoever is called or comes by', async () => {
  await post(hooks[0]!, { id: 'k1', group: '星河群', from: '周总', text: '先收下' });
  expect(await texts('先收下')).toEqual([]);
  expect(await list()).toMatchObject([{ outcome: 'kept', outcome_words: '已收下，还没读', account_name: 'robot-a' }]);
  const metrics = await (await fetch(`${world.url}/metrics`)).text();
  expect(metrics).toMatch(/^xiaoshu_callbacks_unread 1$/m);
  expect(metrics).toMatch(/^xiaoshu_callback_spool 0$/m);
  world.clock.advance({ minutes: 2 });
  const ready = (await (await fetch(`${world.url}/readyz`)).json()) as { dependencies: Record<string, object> };
  expect(ready.dependencies['callbacks']).toMatchObject({
    state: 'degraded',
    detail: expect.stringContaining('1 unread'),
  });
  await runJob();
  expect(await texts('先收下')).toEqual(['先收下']);
  expect(await list()).toEqual([]);
});

it('is read in the order of arrival for each account, also by two processes that read at once', async () => {
  const expected = Array.from({ length: 30 }, (_, n) => `顺序 ${String(n).padStart(2, '0')}`);
  for (const [n, text] of expected.entries())
    await post(hooks[0]!, { id: `o${n}`, group: n % 3 === 0 ? '星河群' : '银河群', from: '周总', text });
  const { parts } = world.service;
  const other = new CallbackReader({
    scope: parts.routing.scope,
    logger: createLogger('silent'),
    pressed: () => false,
  });
  await Promise.all([parts.reader.readAll(), other.readAll()]);
  await other.stop();
  expect(await texts('顺序 %')).toEqual(expected);
});

it(`counts once, however often, by whom and in which order it is reported (FAULT_SEED=${SEED})`, async () => {
  const said = Array.from({ length: 25 }, (_, n) => ({ group: `群${n % 4}`, from: `客户${n % 6}`, text: `乱序 ${n}` }));
  const posts = said.flatMap((told, n) =>
    hooks.flatMap((hook, robot) =>
      Array.from({ length: random.int(1, 4) }, () => ({ hook, told: { ...told, id: `s${robot}-${n}` } })),
    ),
  );
  for (let at = posts.length - 1; at > 0; at -= 1) {
    const other = random.int(0, at + 1);
    [posts[at], posts[other]] = [posts[other]!, posts[at]!];
  }
  while (posts.length > 0) {
    const burst = posts.splice(0, random.int(1, 20));
    await Promise.all([
      ...burst.map(async ({ hook, told }) => await post(hook, told)),
      random.int(0, 2) === 0 ? readAll() : undefined,
    ]);
  }
  await readAll();
  expect((await texts('乱序 %')).toSorted()).toEqual(said.map(({ text }) => text).toSorted());
  expect(await list()).toEqual([]);
});

it('stands aside when its reading fails, is tried again, and then waits for a person', async () => {
  poison.add('毒');
  for (const text of ['前', '毒', '后'])
    await post(hooks[0]!, { id: `p-${text}`, group: '星河群', from: '周总', text });
  await readAll();
  expect(await texts('_')).toEqual(['前', '后']);
  const [failed] = await list('?outcome=failed');
  const inTen = new Date(world.clock.now().getTime() + 10_000).toISOString();
  expect(failed).toMatchObject({ attempts: 1, try_at: inTen, note: 'Error: cannot read 138****5678' });
  for (const [attempts, seconds] of [
    [2, 10],
    [3, 60],
    [4, 300],
    [5, 1800],
  ] as const) {
    world.clock.advance({ seconds: seconds - 1 });
    await readAll();
    expect((await list('?outcome=failed'))[0], 'not before its time').toMatchObject({ attempts: attempts - 1 });
    world.clock.advance({ seconds: 1 });
    await readAll();
    expect((await list('?outcome=failed'))[0]).toMatchObject({ attempts, ...(attempts === 5 ? { try_at: null } : {}) });
  }
  poison.clear();
  world.clock.advance({ days: 1 });
  await readAll();
  expect(await texts('毒'), 'nobody asked for it').toEqual([]);
  const again = await admin.call<CallbackDetail>('POST', `${api}/callbacks/${failed!.id}/read-again`);
  expect(again).toMatchObject({ status: 200, body: { outcome: 'kept', attempts: 0 } });
  expect(again.body.body).toContain('毒');
  await world.drain();
  expect(await texts('毒')).toEqual(['毒']);
  const twice = await admin.call<{ error: object }>('POST', `${api}/callbacks/${failed!.id}/read-again`);
  expect(twice).toMatchObject({ status: 409, body: { error: { message: '这条渠道回调是“已处理”，不用重新读取。' } } });
  expect(await sql("select action from audit_entry where action = 'callback.read_again'")).toHaveLength(1);
});

it('keeps bodies of every size apart that come together', async () => {
  const bodies = [0, 1, 70_000, 3, 300_000].map((size, n) => ({
    id: `b${n}`,
    from: '李女士',
    text: `大小 ${'长'.repeat(size)}`,
  }));
  await Promise.all(bodies.map((told) => post(hooks[1]!, told)));
  const kept = await sql<{ body: Buffer }>("select body from inbound_callback where outcome = 'kept' order by seq");
  expect(kept.map(({ body }) => (JSON.parse(body.toString()) as { text: string }).text.length).toSorted()).toEqual(
    bodies.map(({ text }) => text.length).toSorted(),
  );
  await runJob();
  expect((await texts('大小 %')).length).toBe(5);
});

it('is forgotten a month after it was read; what was not read stays', async () => {
  poison.add('读不了');
  for (const text of ['读过了', '读不了']) await post(hooks[0]!, { id: text, group: '星河群', from: '周总', text });
  await readAll();
  world.clock.advance({ days: 31 });
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), cleanUp, {}, { singletonKey: 'test' });
  await world.drain();
  const left = await sql<{ body: Buffer }>('select body from inbound_callback where received_at < $1', [
    new Date(world.clock.now().getTime() - 30 * 86_400_000),
  ]);
  const bodies = left.map(({ body }) => body.toString());
  expect(bodies.filter((body) => body.includes('读过了'))).toEqual([]);
  expect(bodies.filter((body) => body.includes('读不了'))).toHaveLength(1);
  expect(await texts('读过了'), 'the message itself stays').toEqual(['读过了']);
});
