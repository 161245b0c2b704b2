import type { ErrorBody } from '../../../kernel/contracts/paging.ts';
import { ApiError } from './api-error.ts';
import { browserLock, createRefresh, type Exclusive } from './refresh.ts';
import { createSession, type Session } from './session.ts';

const BASE = '/api/v1/';

/** Values of a query string; undefined, null and '' are left out. */
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface RequestOptions {
  query?: Query | undefined;
  /** Sent as JSON, but `FormData` as it is. */
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export interface Client {
  /** Sends and answers the raw response, for streams and files. Throws `ApiError` when it is not a success. */
  send: (method: string, path: string, options?: RequestOptions) => Promise<Response>;
  /** Sends and answers the JSON of the response; undefined for 204. */
  request: <T>(method: string, path: string, options?: RequestOptions) => Promise<T>;
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => Promise<T>;
  post: <T>(path: string, body?: unknown, query?: Query) => Promise<T>;
  patch: <T>(path: string, body: unknown) => Promise<T>;
  delete: (path: string) => Promise<void>;
  /** Renews the access token; answers whether that worked. */
  refresh: () => Promise<boolean>;
}

export interface ClientParts {
  session: Session;
  /** Language of the server's sentences, `zh` or `en`. */
  language: () => string;
  fetch?: typeof globalThis.fetch;
  exclusive?: Exclusive;
}

/**
 * Makes the one way from pages to the server: adds the bearer token and the language, renews an ended token once and
 * silently, and turns every failure into `ApiError`. Paths are relative to `/api/v1/`.
 */
export function createClient(parts: ClientParts): Client {
  const fetch = parts.fetch ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args));
  const refresh = createRefresh({ session: parts.session, fetch, exclusive: parts.exclusive ?? browserLock });

  const once = async (method: string, path: string, options: RequestOptions): Promise<Response> => {
    const headers: Record<string, string> = { 'accept-language': parts.language() };
    const token = parts.session.accessToken();
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    const init: RequestInit = { method, headers };
    if (options.body instanceof FormData) init.body = options.body;
    else if (options.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(options.body);
    }
    if (options.signal !== undefined) init.signal = options.signal;
    try {
      return await fetch(`${BASE}${path}${queryString(options.query)}`, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiError(0, 'offline', '');
    }
  };

  const send = async (method: string, path: string, options: RequestOptions = {}): Promise<Response> => {
    // A request that begins while the token is missing would only be refused: renew first.
    if (parts.session.accessToken() === null && parts.session.refreshToken() !== null) await refresh();
    const used = parts.session.accessToken();
    let response = await once(method, path, options);
    if (response.status === 401 && used !== null) {
      // Another request may have renewed it meanwhile; then only the repeat is needed.
      const renewed = parts.session.accessToken() !== used || (await refresh());
      if (renewed) response = await once(method, path, options);
    }
    if (!response.ok) throw await readError(response);
    return response;
  };

  const request = async <T>(method: string, path: string, options: RequestOptions = {}): Promise<T> => {
    const response = await send(method, path, options);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };

  return {
    send,
    request,
    refresh,
    get: (path, query, signal) => request('GET', path, { query, signal }),
    post: (path, body, query) => request('POST', path, { body, query }),
    patch: (path, body) => request('PATCH', path, { body }),
    delete: (path) => request('DELETE', path),
  };
}

function queryString(query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (pairs.length === 0) return '';
  return `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
}

async function readError(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as ErrorBody;
    return new ApiError(response.status, error.code, error.message, error.details, error.request_id);
  } catch {
    // A proxy before the server answers in its own words; the page then says the general sentence.
    return new ApiError(response.status, 'http', '');
  }
}

/** The session of this browser tab and the client every page uses. */
export const session = createSession(window);
export const api = createClient({ session, language: () => document.documentElement.lang.slice(0, 2) || 'zh' });
