import { ADMIN_PASSWORD } from './start-service-process.ts';

export interface Person {
  readonly username: string;
  readonly password: string;
}

/** The demo people and the administrator of a test service. */
export const SALES: Person = { username: 'demo-sales', password: 'xiaoshu-demo' };
export const MANAGER: Person = { username: 'demo-manager', password: 'xiaoshu-demo' };
export const ADMIN: Person = { username: 'admin', password: ADMIN_PASSWORD };

/** A fresh refresh token of the person. It dies with its first use, so every profile needs its own. */
export async function logInOverHttp(url: string, person: Person): Promise<string> {
  return (await session(url, person)).refresh_token;
}

/** Calls the API as the person, beside the browser: to prepare a test or to look at what was stored. */
export async function callAs<T>(
  url: string,
  person: Person,
): Promise<(method: string, path: string, body?: unknown) => Promise<T>> {
  const { access_token } = await session(url, person);
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
}

async function session(url: string, person: Person): Promise<{ access_token: string; refresh_token: string }> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  });
  if (!answer.ok) throw new Error(`The login of ${person.username} answered ${answer.status}`);
  return (await answer.json()) as { access_token: string; refresh_token: string };
}
