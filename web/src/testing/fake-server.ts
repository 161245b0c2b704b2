import { vi } from 'vitest';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  token: string | null;
  body: unknown;
}

export interface Answer {
  status?: number;
  body?: unknown;
}

/** Puts a function in the place of the network; answers everything that was asked, in order. */
export function fakeServer(answer: (asked: Asked) => Answer | Promise<Answer>): Asked[] {
  const all: Asked[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://localhost');
    const headers = new Headers(init.headers);
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: url.pathname.replace('/api/v1/', ''),
      query: url.searchParams,
      token: headers.get('authorization'),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body,
    };
    all.push(asked);
    const { status = 200, body } = await answer(asked);
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
  return all;
}

/** The body of a refusal. */
export function refusal(code: string, message: string) {
  return { error: { code, kind: 'conflict', message, request_id: 'req-1' } };
}
