import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD, testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let admin: TestClient;

beforeAll(async () => {
  world = await testService();
  admin = await world.as('administrator');
});
afterAll(() => world.stop());

interface Pair {
  access_token: string;
  refresh_token: string;
}
interface Failure {
  error: { code: string; message: string; details?: { seconds?: number } };
}

async function post<T>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: T }> {
  const answer = await fetch(world.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

describe('a session', () => {
  it('tells who is signed in, with the header access-token too', async () => {
    const me = await admin.call<{ username: string; permissions: string[] }>('GET', '/api/v1/auth/me');
    expect(me.body).toMatchObject({ username: 'admin' });
    expect(me.body.permissions).toContain('user.manage');
    const other = await fetch(`${world.url}/api/v1/auth/me`, { headers: { 'access-token': admin.token } });
    expect(other.status).toBe(200);
  });

  it('refuses forged and outdated tokens in the language of the request', async () => {
    const [header, , signature] = admin.token.split('.');
    const forged = [
      header,
      Buffer.from(JSON.stringify({ sub: admin.userId, epoch: 0, exp: 9e9 })).toString('base64url'),
      signature,
    ].join('.');
    const answer = await admin.call<Failure>('GET', '/api/v1/auth/me', undefined, {
      authorization: `Bearer ${forged}`,
      'accept-language': 'en',
    });
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { code: 'access.token_invalid', message: 'The session is no longer valid, sign in again.' } },
    });
  });

  it('gives a page that is loaded twice in a hurry a token each, whichever answer arrives', async () => {
    const refresh = (pair: { body: Pair }) =>
      post<Pair>('/api/v1/auth/refresh', { refresh_token: pair.body.refresh_token });
    const first = await post<Pair>('/api/v1/auth/login', { username: 'admin', password: TEST_PASSWORD });
    const [lost, second] = await Promise.all([refresh(first), refresh(first)]);
    expect([lost.status, second.status]).toEqual([200, 200]);
    expect(second.body.refresh_token).not.toBe(lost.body.refresh_token);
    expect((await refresh(second)).status).toBe(200);
  });

  it('rotates refresh tokens and ends the session when an old one comes back', async () => {
    const first = await post<Pair>('/api/v1/auth/login', { username: 'admin', password: TEST_PASSWORD });
    const second = await post<Pair>('/api/v1/auth/refresh', { refresh_token: first.body.refresh_token });
    expect(second.status).toBe(200);
    world.clock.advance({ seconds: 11 });
    const stolen = await post<Failure>('/api/v1/auth/refresh', { refresh_token: first.body.refresh_token });
    expect(stolen).toMatchObject({ status: 401, body: { error: { code: 'identity.refresh_invalid' } } });
    const honest = await post<Failure>('/api/v1/auth/refresh', { refresh_token: second.body.refresh_token });
    expect(honest.status).toBe(401);
  });

  it('blocks a user name after repeated failures and lets it in again when the time is over', async () => {
    await world.as('salesperson', { username: 'blocked-one' });
    const attempt = (password: string) => post<Failure>('/api/v1/auth/login', { username: 'blocked-one', password });
    for (let n = 0; n < 5; n += 1) expect((await attempt('wrong')).body.error.code).toBe('identity.wrong_credentials');
    const blocked = await attempt(TEST_PASSWORD);
    expect(blocked).toMatchObject({
      status: 429,
      body: { error: { code: 'identity.too_many_attempts', details: { seconds: 30 } } },
    });
    world.clock.advance({ seconds: 31 });
    expect((await attempt(TEST_PASSWORD)).status).toBe(200);
  });

  it('ends at once when an administrator locks the user, and the audit log says so', async () => {
    const person = await world.as('salesperson', { username: 'leaver-one' });
    const users = await admin.call<{ items: { id: string; version: number }[] }>('GET', '/api/v1/users?q=leaver-one');
    const row = users.body.items[0]!;
    const locked = await admin.call('PATCH', `/api/v1/users/${row.id}`, { version: row.version, active: false });
    expect(locked.status).toBe(200);
    expect((await person.call('GET', '/api/v1/auth/me')).status).toBe(401);
    const audit = await admin.call<{
      items: { action: string; actor_name: string; before: unknown; after: unknown }[];
    }>('GET', `/api/v1/audit?entity=user&entity_id=${row.id}`);
    expect(audit.body.items[0]).toMatchObject({
      action: 'user.updated',
      actor_name: '管理员',
      before: { active: true },
      after: { active: false },
    });
  });

  it('never locks the last administrator', async () => {
    const users = await admin.call<{ items: { id: string; version: number; role: string }[] }>(
      'GET',
      '/api/v1/users?q=admin',
    );
    const row = users.body.items.find((user) => user.role === 'administrator')!;
    const answer = await admin.call<Failure>('PATCH', `/api/v1/users/${row.id}`, {
      version: row.version,
      active: false,
    });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'identity.last_administrator' } } });
  });

  it('gives programs tokens that hold no more than asked for', async () => {
    const made = await admin.call<{ token: string }>('POST', '/api/v1/service-tokens', {
      name: 'export',
      user_id: admin.userId,
      permissions: ['user.read'],
    });
    expect(made.status).toBe(201);
    const use = (path: string) => fetch(world.url + path, { headers: { 'access-token': made.body.token } });
    expect((await use('/api/v1/users')).status).toBe(200);
    expect((await use('/api/v1/audit')).status).toBe(403);
  });
});
