import type { Ledger } from './ledger.ts';

export interface Callback {
  readonly account: string;
  readonly purpose: string;
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
  readonly deadlineMs: number;
}

/** Posts once, as the vendors do, and notes what came back. Answers whether it was HTTP 200. */
export async function postCallback(ledger: Ledger, callback: Callback): Promise<boolean> {
  const { account, purpose, url, contentType, body, deadlineMs } = callback;
  const entry = ledger.add<'callback'>({ kind: 'callback', account, purpose, body, status: null, answer: null });
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
      signal: AbortSignal.timeout(deadlineMs),
    });
    entry.answer = (await answer.text()).slice(0, 2000);
    entry.status = answer.status;
    return answer.status === 200;
  } catch {
    return false;
  }
}
