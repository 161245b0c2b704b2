import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { query } from '../../db/query.ts';
import { forkEm } from '../../db/orm.ts';
import { LINES_PER_MINUTE } from '../../domain/messaging/web-chat/post-line.ts';
import type { AccountView, CommandDetail, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { LineList, VisitorOpened, WebChatLineView, WebChatSiteView } from '../../kernel/contracts/web-chat.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

/** A visitor at the chat window of an own site, through HTTP as the window does it. */
const api = '/api/v1/messaging';
const door = '/api/v1/webchat/site-demo-1';
let world: TestService;
let admin: TestClient;
let account: AccountView;
let keys = 0;

beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
  const made = await admin.call<AccountView>('POST', `${api}/accounts`, {
    channel: 'web-chat',
    external_id: 'site-demo-1',
    name: '官网客服',
  });
  expect(made.status).toBe(201);
  account = made.body;
});
afterAll(() => world.stop());
beforeEach(() => world.clock.advance({ hours: 1 }));

interface Answer<T> {
  readonly status: number;
  readonly body: T & { error?: { code: string } };
  readonly headers: Headers;
}
async function ask<T>(method: string, url: string, options: { token?: string; body?: unknown; origin?: string } = {}) {
  const answer = await fetch(world.url + url, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.origin ? { origin: options.origin } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text ? JSON.parse(text) : null) as unknown,
  } as Answer<T>;
}
const open = async (name = '李女士'): Promise<VisitorOpened> =>
  (await ask<VisitorOpened>('POST', `${door}/visitors`, { body: { name } })).body;
const write = async (token: string, text: string, id = `w-${(keys += 1)}`): Promise<Answer<WebChatLineView>> =>
  await ask<WebChatLineView>('POST', `${door}/messages`, { token, body: { id, text } });
const history = async (token: string, after?: number): Promise<WebChatLineView[]> =>
  (await ask<LineList>('GET', `${door}/messages${after === undefined ? '' : `?after=${after}`}`, { token })).body.items;
const conversation = async (name: string): Promise<ConversationView> =>
  (await admin.call<Page<ConversationView>>('GET', `${api}/conversations?q=${encodeURIComponent(name)}`)).body
    .items[0]!;
async function answer(name: string, text: string): Promise<CommandDetail> {
  const { id } = await conversation(name);
  const sent = await admin.call<CommandDetail>('POST', `${api}/conversations/${id}/send`, {
    content: { kind: 'text', text },
    idempotency_key: `web-chat-${(keys += 1)}`,
  });
  await world.drain();
  return (await admin.call<CommandDetail>('GET', `${api}/commands/${sent.body.id}`)).body;
}

it('a visitor asks, a colleague answers through the queue, and a reload shows both', async () => {
  const visitor = await open();
  expect((await write(visitor.token, '这个多少钱？')).status).toBe(201);
  expect(await conversation('李女士')).toMatchObject({ channel: 'web-chat', kind: 'person' });
  expect(await answer('李女士', '您好，标准版每年三千六。')).toMatchObject({ status: 'completed', attempts: 1 });
  const lines = await history(visitor.token);
  expect(lines.map((line) => [line.direction, line.text])).toEqual([
    ['in', '这个多少钱？'],
    ['out', '您好，标准版每年三千六。'],
  ]);
  expect(await history(visitor.token, lines[0]!.seq)).toEqual([lines[1]]);
});

it('the same line twice is one line and one message', async () => {
  const visitor = await open('重发的人');
  const first = await write(visitor.token, '在吗', 'again');
  const second = await write(visitor.token, '在吗', 'again');
  expect(second.body).toEqual(first.body);
  const both = await Promise.all([write(visitor.token, '两次', 'race'), write(visitor.token, '两次', 'race')]);
  expect(both.map((one) => one.status)).toEqual([201, 201]);
  const { id } = await conversation('重发的人');
  const messages = await admin.call<Page<{ text: string }>>('GET', `${api}/conversations/${id}/messages`);
  expect(messages.body.items.map((one) => one.text)).toEqual(['两次', '在吗']);
});

describe('live', () => {
  it('lines come as they are said, and a window that comes back gets what it missed', async () => {
    const visitor = await open('在线的人');
    await write(visitor.token, '你好');
    const first = await follow(`token=${visitor.token}`);
    expect((await first.next()).text).toBe('你好');
    await answer('在线的人', '您好，请讲。');
    const live = await first.next();
    expect(live.text).toBe('您好，请讲。');
    await first.close();
    await answer('在线的人', '您离开时说的');
    const again = await follow(`token=${visitor.token}`, { 'last-event-id': String(live.seq) });
    expect((await again.next()).text).toBe('您离开时说的');
    await again.close();
  });

  it('nobody hears another visitor', async () => {
    const [one, other] = [await open('甲访客'), await open('乙访客')];
    const stream = await follow(`token=${one.token}`);
    await write(other.token, '乙的话');
    await write(one.token, '甲的话');
    expect((await stream.next()).text).toBe('甲的话');
    expect((await history(one.token)).map((line) => line.text)).toEqual(['甲的话']);
    await stream.close();
  });
});

describe('who may', () => {
  it.each([
    ['none', () => undefined],
    ['nonsense', () => 'x'],
    ['a forged code', (token: string) => `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`],
    ['the code of somebody else', (token: string, other: string) => other.slice(0, 36) + token.slice(36)],
  ])('a token that is %s is refused', async (_words, make) => {
    const [visitor, other] = [await open(), await open()];
    const token = make(visitor.token, other.token);
    for (const [method, path, body] of [
      ['GET', 'messages', undefined],
      ['GET', 'events', undefined],
      ['POST', 'messages', { id: 'f', text: 'f' }],
    ] as const) {
      const refused = await ask(method, `${door}/${path}`, { ...(token ? { token } : {}), body });
      expect(refused).toMatchObject({ status: 401, body: { error: { code: 'messaging.visitor_unknown' } } });
    }
  });

  it('a token of one site is none of another', async () => {
    await admin.call('POST', `${api}/accounts`, { channel: 'web-chat', external_id: 'site-2', name: '另一个站' });
    const { token } = await open();
    expect((await ask('GET', '/api/v1/webchat/site-2/messages', { token })).status).toBe(401);
    expect((await ask('GET', '/api/v1/webchat/nowhere/messages', { token })).status).toBe(404);
  });

  it('only pages of the sites that were named may ask, and their browsers are told so', async () => {
    const site = await admin.call<WebChatSiteView>('PUT', `${api}/accounts/${account.id}/web-chat`, {
      origins: ['https://www.xinghe.example/shop'],
      title: '星河客服',
      greeting: '您好，有什么可以帮您？',
      version: 0,
    });
    expect(site.body).toMatchObject({ origins: ['https://www.xinghe.example'], version: 1 });
    const origin = 'https://www.xinghe.example';
    const allowed = await ask<VisitorOpened>('POST', `${door}/visitors`, { body: {}, origin });
    expect(allowed.status).toBe(201);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect(allowed.body).toMatchObject({ title: '星河客服', greeting: '您好，有什么可以帮您？' });
    const foreign = await ask('POST', `${door}/visitors`, { body: {}, origin: 'https://evil.example' });
    expect(foreign).toMatchObject({ status: 403, body: { error: { code: 'server.bad_origin' } } });
    expect((await ask('OPTIONS', `${door}/messages`, { origin })).headers.get('access-control-allow-methods')).toBe(
      'GET, POST',
    );
    expect((await ask('OPTIONS', `${door}/messages`, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('nobody faster than the pace', async () => {
    const { token } = await open('急性子');
    for (let n = 0; n < LINES_PER_MINUTE; n += 1) expect((await write(token, `第${n}句`)).status).toBe(201);
    const refused = await write(token, '再来一句');
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'messaging.visitor_too_fast' } } });
    world.clock.advance({ minutes: 1 });
    expect((await write(token, '慢慢说')).status).toBe(201);
  });

  it.each([
    { id: 'x', text: '' },
    { id: '有空格 ', text: 'a' },
    { id: 'x', text: 'a', more: 1 },
    { id: 'x', text: '长'.repeat(5001) },
  ])('nothing else than a line is taken: %#', async (body) => {
    const { token } = await open();
    expect((await ask('POST', `${door}/messages`, { token, body })).status).toBe(400);
  });
});

it('a vendor key of an account is kept sealed, never shown, and can be taken away', async () => {
  const made = await admin.call<AccountView>('POST', `${api}/accounts`, {
    channel: 'gewe',
    external_id: 'wx_secret_1',
    name: '带密钥的账号',
    secret: 'token-of-this-device',
  });
  expect(made.body).toMatchObject({ has_secret: true });
  expect(JSON.stringify((await admin.call('GET', `${api}/accounts`)).body)).not.toContain('token-of-this-device');
  const em = forkEm(world.service.parts.orm);
  const [row] = await query<{ sealed_secret: string }>(em, 'select sealed_secret from channel_account where id = $1', [
    made.body.id,
  ]);
  expect(row!.sealed_secret).not.toContain('token-of-this-device');
  expect(world.service.parts.secretBox.open(row!.sealed_secret)).toBe('token-of-this-device');
  const audit = await query<{ after: unknown }>(em, 'select after from audit_entry where entity_id = $1', [
    made.body.id,
  ]);
  expect(JSON.stringify(audit)).not.toContain('token-of-this-device');
  const gone = await admin.call<AccountView>('PATCH', `${api}/accounts/${made.body.id}`, {
    version: made.body.version,
    secret: null,
  });
  expect(gone.body.has_secret).toBe(false);
});

interface Follower {
  next(): Promise<WebChatLineView>;
  close(): Promise<void>;
}

/** An open window. */
async function follow(search: string, headers: Record<string, string> = {}): Promise<Follower> {
  const abort = new AbortController();
  const answered = await fetch(`${world.url}${door}/events?${search}`, { headers, signal: abort.signal });
  expect(answered.headers.get('content-type')).toContain('text/event-stream');
  const reader = answered.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    next: async () => {
      for (;;) {
        const found = /data: (.*)\n\n/.exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1]!) as WebChatLineView;
        }
        const part = await reader.read();
        if (part.done) throw new Error('the stream ended');
        text += part.value;
      }
    },
    close: async () => {
      abort.abort();
      await reader.cancel().catch(() => undefined);
    },
  };
}
