import { queryOne } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** What waits to be read, of all accounts: how much, and for how long the oldest one has been waiting. */
export interface CallbackLevel {
  readonly unread: number;
  readonly lag_seconds: number;
  /** Failed and not tried again: a person decides. */
  readonly failed: number;
}

/** Larger numbers are not counted further: what is looked at often must stay cheap. */
const MOST = 100_000;

export async function callbackLevel(scope: Pick<WriteScope, 'em' | 'clock'>): Promise<CallbackLevel> {
  const row = await queryOne<{ unread: number; oldest: string | null; failed: number }>(
    scope.em,
    `select count(*)::int as unread, iso(min(received_at)) as oldest,
       (select count(*)::int from (select 1 from inbound_callback
         where outcome = 'failed' and try_at is null limit ${MOST}) f) as failed
     from (select received_at from inbound_callback where outcome = 'kept' limit ${MOST}) u`,
  );
  const { unread, oldest, failed } = row!;
  const waited = oldest === null ? 0 : scope.clock.now().getTime() - new Date(oldest).getTime();
  return { unread, failed, lag_seconds: Math.max(0, waited) / 1000 };
}
