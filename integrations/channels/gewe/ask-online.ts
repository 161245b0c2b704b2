import type { Sending } from './gewe-line.ts';

/** Only a plain yes or no counts. */
export async function askOnline({ line, account, signal }: Sending): Promise<'online' | 'offline' | 'unknown'> {
  const answer = await line.post(account, '/login/checkOnline', {}, { signal });
  if (answer.state !== 'ok' || typeof answer.data !== 'boolean') return 'unknown';
  return answer.data ? 'online' : 'offline';
}
