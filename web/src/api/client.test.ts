import { expect, it, vi } from 'vitest';
import type { TokenPair } from '../../../kernel/contracts/identity.ts';
import type { Session } from './session.ts';

/** A browser of one tab: storage and the events of other tabs. */
function fakeWindow(token: string | null) {
  const stored = new Map<string, string>();
  if (token !== null) stored.set('xiaoshu.refresh_token', token);
  const listeners: ((event: StorageEvent) => void)[] = [];
  return {
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
    addEventListener: (_type: string, listener: (event: StorageEvent) => void) => void listeners.push(listener),
    otherTabSignsOut: () => {
      stored.delete('xiaoshu.refresh_token');
      for (const listener of listeners) listener({ key: 'xiaoshu.refresh_token' } as StorageEvent);
    },
  };
}

const pair = (n: number) =>
  ({ access_token: `access-${n}`, refresh_token: `refresh-${n}`, user: { id: 'u', name: '周敏' } }) as TokenPair;

async function load(
  token: string | null,
  answer: (path: string, bearer: string | null, body: string) => [number, unknown],
) {
  const host = fakeWindow(token);
  vi.stubGlobal('window', host);
  const { createSession } = await import('./session.ts');
  const { createClient } = await import('./client.ts');
  const session: Session = createSession(host);
  const calls: string[] = [];
  const client = createClient({
    session,
    language: () => 'zh',
    exclusive: (_name, work) => work(),
    fetch: async (input, init) => {
      const path = String(input).replace('/api/v1/', '');
      calls.push(path);
      const [status, body] = answer(path, new Headers(init?.headers).get('authorization'), String(init?.body));
      return await Promise.resolve(new Response(JSON.stringify(body), { status }));
    },
  });
  return { host, session, client, calls };
}

it('renews an ended token once for requests of the same moment, and repeats each', async () => {
  let renewals = 0;
  const { client, session, calls } = await load('refresh-0', (path, bearer) => {
    if (path === 'auth/refresh') return [200, pair(++renewals)];
    return bearer === 'Bearer access-2'
      ? [200, { path }]
      : [401, { error: { code: 'x', message: '', request_id: 'r' } }];
  });
  await client.refresh();
  const answers = await Promise.all([client.get('a'), client.get('b'), client.get('c')]);
  expect(answers).toEqual([{ path: 'a' }, { path: 'b' }, { path: 'c' }]);
  expect(renewals).toBe(2);
  expect(calls.filter((path) => path === 'auth/refresh')).toHaveLength(2);
  expect(session.refreshToken()).toBe('refresh-2');
});

it('renews before the first request of a page that only kept the refresh token', async () => {
  const { client, calls } = await load('refresh-0', (path, bearer) =>
    path === 'auth/refresh' ? [200, pair(1)] : [bearer === 'Bearer access-1' ? 200 : 401, {}],
  );
  await client.get('crm/customers');
  expect(calls).toEqual(['auth/refresh', 'crm/customers']);
});

it('signs out when the refresh token is refused, and tries no second time', async () => {
  const { client, session, calls } = await load('refresh-0', () => [
    401,
    { error: { code: 'access.not_signed_in', message: '请先登录。', request_id: 'r' } },
  ]);
  await expect(client.get('crm/customers')).rejects.toMatchObject({ status: 401, message: '请先登录。' });
  expect(session.state().status).toBe('out');
  expect(session.refreshToken()).toBeNull();
  expect(calls).toEqual(['auth/refresh', 'crm/customers']);
});

it('stays signed in when the service is down during a renewal', async () => {
  const { client, session } = await load('refresh-0', () => [503, {}]);
  expect(await client.refresh()).toBe(false);
  expect(session.refreshToken()).toBe('refresh-0');
});

it('keeps the sentence, code, details and request id of a refusal', async () => {
  const { client } = await load(null, () => [
    409,
    { error: { code: 'crm.stale_version', message: '刚被改过', details: { current_version: 3 }, request_id: 'req-9' } },
  ]);
  await expect(client.patch('crm/customers/1', {})).rejects.toMatchObject({
    name: 'ApiError',
    status: 409,
    code: 'crm.stale_version',
    details: { current_version: 3 },
    requestId: 'req-9',
  });
});

it('follows a sign-out of another tab', async () => {
  const { host, session, client } = await load('refresh-0', () => [200, pair(1)]);
  await client.refresh();
  const heard = vi.fn<() => void>();
  session.subscribe(heard);
  host.otherTabSignsOut();
  expect(heard).toHaveBeenCalledOnce();
  expect(session.state()).toEqual({ status: 'out', user: null });
  expect(session.accessToken()).toBeNull();
});
