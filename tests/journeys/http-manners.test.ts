import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../kernel/errors.ts';
import { testDatabase } from '../support/database.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

interface Failure {
  error: { code: string; kind: string; message: string; request_id: string; details?: Record<string, unknown> };
}

let world: TestService;
let admin: TestClient;

beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
});
afterAll(() => world.stop());

async function ask(path: string, init: RequestInit = {}, base = world.url) {
  const answer = await fetch(base + path, init);
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('application/json');
  return { status: answer.status, headers: answer.headers, text, body: (json ? JSON.parse(text) : {}) as Failure };
}
const LOGIN = '/api/v1/auth/login';
const post = (body: string, headers: Record<string, string> = {}) =>
  ask(LOGIN, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('a request that does not fit', () => {
  it.each([
    [
      'a body over the limit',
      413,
      'server.body_too_large',
      () => post(JSON.stringify({ username: 'x'.repeat(1_100_000) })),
    ],
    ['broken JSON', 400, 'server.bad_json', () => post('{"username": ')],
    ['no body', 400, 'server.bad_json', () => post('')],
    ['a prototype trick', 400, 'server.bad_json', () => post('{"__proto__": {"a": 1}}')],
    ['an unknown field', 400, 'kernel.invalid_input', () => post('{"username":"a","password":"b","admin":true}')],
    ['a missing field', 400, 'kernel.invalid_input', () => post('{"username":"a"}')],
    ['a wrong type', 400, 'kernel.invalid_input', () => post('{"username":1,"password":"b"}')],
    ['a list for an object', 400, 'kernel.invalid_input', () => post('[]')],
    [
      'another content type',
      415,
      'server.unsupported_media',
      () => post('<a/>', { 'content-type': 'application/xml' }),
    ],
    ['an address that does not exist', 404, 'server.no_route', () => ask('/api/v1/nothing')],
    ['an address that cannot be read', 400, 'server.bad_request', () => ask('/api/v1/%zz')],
    ['a method nobody serves', 404, 'server.no_route', () => ask('/healthz', { method: 'DELETE' })],
  ])('%s is answered %i %s', async (_what, status, code, send) => {
    const answer = await send();
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(answer.body.error.message).toMatch(/[一-龥]/);
    expect(answer.body.error.request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.text).not.toMatch(/node_modules|at Object|FST_/);
  });

  it('names the fields, in the language of the caller', async () => {
    const inChinese = await post('{"username":"","passwort":"b"}', { 'accept-language': 'zh-CN,en;q=0.5' });
    expect(inChinese.body.error.message).toMatch(/^提交的内容有误：.*username.*password.*passwort/);
    const inEnglish = await post('{"username":"","passwort":"b"}', { 'accept-language': 'en-GB,zh;q=0.5' });
    expect(inEnglish.body.error.message).toMatch(/^The input is not valid: .*username/);
    expect(inEnglish.body.error.message).not.toMatch(/[一-龥]/);
  });

  it('with a character no database keeps is the caller’s fault, not ours', async () => {
    expect((await post('{"username":"a\\u0000b","password":"b"}')).status).toBe(400);
    const search = await admin.call<Failure>('GET', '/api/v1/users?q=%00');
    expect(search).toMatchObject({ status: 400, body: { error: { kind: 'invalid' } } });
  });
});

describe('every answer', () => {
  it('carries the headers a browser needs to be careful, and its request id', async () => {
    for (const path of ['/healthz', '/api/v1/auth/me', '/nothing']) {
      const { headers } = await ask(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      const policy = headers.get('content-security-policy');
      for (const rule of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "script-src 'self'"])
        expect(policy).toContain(rule);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
    }
    const failed = await ask('/api/v1/auth/me');
    expect(failed.headers.get('x-request-id')).toBe(failed.body.error.request_id);
  });

  it('has an id of ours, whatever the caller sends', async () => {
    const one = await ask('/healthz', { headers: { 'x-request-id': 'mine', 'request-id': 'mine' } });
    const two = await ask('/healthz');
    expect(one.headers.get('x-request-id')).not.toContain('mine');
    expect(one.headers.get('x-request-id')).not.toBe(two.headers.get('x-request-id'));
  });

  it('is counted by the pattern of its route, never by an id', async () => {
    await admin.call('GET', `/api/v1/crm/customers/${admin.userId}`);
    await ask(`/api/v1/wherever/${admin.userId}`);
    const { text, status } = await ask('/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(
      /xiaoshu_http_seconds_count\{method="GET",route="\/api\/v1\/crm\/customers\/:id",status="404"\} 1/,
    );
    expect(text).not.toContain(admin.userId);
    expect(text).not.toContain('wherever');
  });

  it('to a page request that finds nothing is a page or a 404, never the API’s files', async () => {
    for (const path of ['/no/such/page', '/api/v1/nothing']) {
      const { status, headers } = await ask(path, { headers: { accept: 'text/html' } });
      const html = headers.get('content-type')?.includes('text/html') ?? false;
      expect(path.startsWith('/api') ? !html && status === 404 : html ? status === 200 : status === 404).toBe(true);
    }
    for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/.env', '/package.json'])
      expect((await ask(path)).text).not.toMatch(/"dependencies"|JWT_SECRET/);
  });
});

describe('the limit on calls', () => {
  it('is told with 429 and when to come back, and one person does not use up another’s', async () => {
    const limited = await testService({ RATE_LIMIT: '6' });
    try {
      const chief = await limited.as('administrator');
      const other = await limited.as('salesperson');
      let refused: Awaited<ReturnType<typeof ask>> | undefined;
      const auth = { authorization: `Bearer ${chief.token}` };
      for (let n = 0; n < 8 && !refused; n += 1) {
        const answer = await ask('/api/v1/auth/me', { headers: auth }, limited.url);
        if (answer.status !== 200) refused = answer;
      }
      expect(refused).toMatchObject({ status: 429, body: { error: { code: 'server.too_many_requests' } } });
      const seconds = Number(refused?.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(refused?.body.error.details).toEqual({ seconds });
      expect((await other.call('GET', '/api/v1/auth/me')).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });

  it('counts forged tokens by address', async () => {
    const limited = await testService({ RATE_LIMIT: '5' });
    try {
      const statuses: number[] = [];
      for (let n = 0; n < 8; n += 1)
        statuses.push(
          (await ask('/api/v1/auth/me', { headers: { authorization: `Bearer x.${n}.y` } }, limited.url)).status,
        );
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    } finally {
      await limited.stop();
    }
  });
});

describe('readiness', () => {
  it('answers for each dependency', async () => {
    const { status, text } = await ask('/readyz');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      status: 'ready',
      dependencies: { database: { state: 'up' }, redis: { state: 'off' }, vectors: { state: 'up' } },
    });
  });

  it('stays ready while Redis and Qdrant are set but away: the service works around them', async () => {
    const alone = await testService({ REDIS_URL: 'redis://127.0.0.1:9', QDRANT_URL: 'http://127.0.0.1:9' });
    try {
      const { status, text } = await ask('/readyz', {}, alone.url);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({
        status: 'ready',
        dependencies: { redis: { state: 'degraded' }, vectors: { state: 'degraded' } },
      });
      const person = await alone.as('salesperson');
      expect((await person.call('GET', '/api/v1/auth/me')).status).toBe(200);
    } finally {
      await alone.stop();
    }
  });

  it('is refused with 503 and a time to come back when the database does not answer', async () => {
    const database = await testDatabase();
    const cut = await testService({}, { database });
    await database.stop();
    const { status, text, headers } = await ask('/readyz', {}, cut.url);
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ status: 'not_ready', dependencies: { database: { state: 'down' } } });
    expect(headers.get('retry-after')).toBe('5');
    expect((await ask('/healthz', {}, cut.url)).status).toBe(200);
    await cut.stop();
  });
});

describe('a second service on the same port', () => {
  it('says so in words', async () => {
    const { port } = new URL(world.url);
    const refused: unknown = await testService({ PORT: port }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'server.port_in_use', details: { port: Number(port) } });
    expect((refused as AppError).sentence('zh')).toContain(`端口 ${port} 已被占用`);
  });
});

describe('a connection that misbehaves', () => {
  it('does not disturb others', async () => {
    await new Promise<void>((resolve) => {
      const half = request(world.url + LOGIN, { method: 'POST', headers: { 'content-length': '100' } });
      half.on('error', () => resolve());
      half.write('{', () => half.destroy(new Error('gone')));
    });
    expect((await ask('/healthz')).status).toBe(200);
  });
});
