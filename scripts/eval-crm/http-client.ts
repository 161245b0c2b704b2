import type { EvalServer } from './start-server.ts';

export interface HttpClient {
  /** Sends JSON (or a form) and reads JSON. @throws Error with the status and the answer when it is no 2xx */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Sends JSON and reads the events of the answer's stream. */
  stream(path: string, body: unknown): Promise<Record<string, unknown>[]>;
}

/** Logs in and calls the service as its administrator. */
export async function logIn(server: EvalServer): Promise<HttpClient> {
  const send = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(server.url + path, {
      method,
      headers: { ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!answer.ok)
      throw new Error(`${method} ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    return answer;
  };
  const login = await send('POST', '/api/v1/auth/login', { username: server.username, password: server.password }, {});
  const { access_token: token } = (await login.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  return {
    call: async <T>(method: string, path: string, body?: unknown) =>
      (await (await send(method, path, body, headers)).json()) as T,
    stream: async (path, body) => eventsOf(await (await send('POST', path, body, headers)).text()),
  };
}

/** The JSON of every `data:` line of a finished event stream. */
function eventsOf(text: string): Record<string, unknown>[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice('data:'.length)) as Record<string, unknown>);
}
