import type { CurrentUser, TokenPair } from '../../../kernel/contracts/identity.ts';

const KEY = 'xiaoshu.refresh_token';

/** Whether somebody is signed in. `unknown` until the stored refresh token was tried. */
export type SessionState =
  | { readonly status: 'unknown'; readonly user: null }
  | { readonly status: 'out'; readonly user: null }
  | { readonly status: 'in'; readonly user: CurrentUser };

export interface Session {
  state: () => SessionState;
  subscribe: (listener: () => void) => () => void;
  /** The access token lives only here, in memory; null when there is none. */
  accessToken: () => string | null;
  refreshToken: () => string | null;
  signIn: (pair: TokenPair) => void;
  /** Forgets both tokens; every other tab of this browser does the same. */
  signOut: () => void;
}

/** What the session needs of a browser window; a test passes its own. */
export interface SessionHost {
  localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  addEventListener: (type: 'storage', listener: (event: StorageEvent) => void) => void;
}

/** Holds the two tokens and who is signed in, and follows a sign-out made in another tab. */
export function createSession(host: SessionHost): Session {
  let access: string | null = null;
  let state: SessionState =
    host.localStorage.getItem(KEY) === null ? { status: 'out', user: null } : { status: 'unknown', user: null };
  const listeners = new Set<() => void>();
  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  host.addEventListener('storage', (event) => {
    // `key` is null when the whole storage was cleared.
    if ((event.key === KEY || event.key === null) && host.localStorage.getItem(KEY) === null) {
      access = null;
      become({ status: 'out', user: null });
    }
  });
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accessToken: () => access,
    refreshToken: () => host.localStorage.getItem(KEY),
    signIn: (pair) => {
      access = pair.access_token;
      host.localStorage.setItem(KEY, pair.refresh_token);
      become({ status: 'in', user: pair.user });
    },
    signOut: () => {
      access = null;
      host.localStorage.removeItem(KEY);
      become({ status: 'out', user: null });
    },
  };
}
