import type { Sending } from './gewe-line.ts';
import { requireOk } from './require-ok.ts';

/** One address serves all devices of a token; setting it calls it once, so it must be served. */
export async function setCallback({ line, account, signal }: Sending, url: string): Promise<void> {
  const path = line.hosted ? '/login/setCallback' : '/tools/setCallback';
  const body = { token: line.tokenOf(account), callbackUrl: `${url.replace(/\/$/, '')}/message` };
  requireOk(await line.post(account, path, body, { signal, withoutDevice: true }));
}
