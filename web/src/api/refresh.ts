import type { TokenPair } from '../../../kernel/contracts/identity.ts';
import type { Session } from './session.ts';

/** Runs one at a time across the tabs of a browser where it has locks, else at once. */
export type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export const browserLock: Exclusive = async (name, work) => {
  // Only a secure context has locks; plain http inside a company has none.
  const locks: LockManager | undefined = typeof navigator === 'undefined' ? undefined : navigator.locks;
  return locks === undefined ? await work() : ((await locks.request(name, work)) as Awaited<ReturnType<typeof work>>);
};

export interface RefreshParts {
  session: Session;
  fetch: typeof globalThis.fetch;
  exclusive: Exclusive;
}

/**
 * Makes the function that renews the access token. A refresh token dies when it is used, so callers at the same moment
 * share one exchange, and tabs take turns: the later one reads the token that the earlier one stored. Answers whether
 * there is a new access token; a refused refresh token signs out, a broken line does not.
 */
export function createRefresh({ session, fetch, exclusive }: RefreshParts): () => Promise<boolean> {
  let flight: Promise<boolean> | null = null;
  const exchange = async (): Promise<boolean> => {
    const token = session.refreshToken();
    if (token === null) {
      session.signOut();
      return false;
    }
    const response = await fetch('/api/v1/auth/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh_token: token }),
    });
    if (response.ok) {
      session.signIn((await response.json()) as TokenPair);
      return true;
    }
    if (response.status === 401 || response.status === 403 || response.status === 400) session.signOut();
    return false;
  };
  return () => {
    flight ??= exclusive('xiaoshu.refresh', exchange)
      .catch(() => false)
      .finally(() => {
        flight = null;
      });
    return flight;
  };
}
