import type { QueryClient } from '@tanstack/react-query';
import { api, session } from './client.ts';

/** Ends the session here, in every tab and on the server, and forgets what was loaded. */
export async function logOut(queries: QueryClient): Promise<void> {
  const token = session.refreshToken();
  try {
    if (token !== null) await api.post('auth/logout', { refresh_token: token });
  } catch {
    // The server's half ends by itself when the token does; the person is signed out here in any case.
  } finally {
    session.signOut();
    queries.clear();
  }
}
