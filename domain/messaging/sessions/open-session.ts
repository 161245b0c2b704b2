import { query, queryOne } from '../../../db/query.ts';
import type { SessionStatus } from '../../../kernel/contracts/messaging-people.ts';
import type { ReadScope, WriteScope } from '../messaging-scope.ts';

export interface OpenSession {
  readonly id: string;
  readonly status: Exclude<SessionStatus, 'ended'>;
  readonly messages: number;
  readonly summary: string | null;
}

/** The matter somebody is talked with about now; undefined when there is none. */
export async function readOpenSession(
  scope: Pick<ReadScope, 'em'>,
  place: { readonly conversation_id: string; readonly person_id: string | null },
): Promise<OpenSession | undefined> {
  return await queryOne<OpenSession>(
    scope.em,
    `select id, status, messages, summary from channel_session
     where conversation_id = $1 and person_id = $2 and status <> 'ended'`,
    [place.conversation_id, place.person_id],
  );
}

/** Moves an open session; one that ended meanwhile stays ended. */
export async function setSessionStatus(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  id: string,
  status: SessionStatus,
): Promise<void> {
  await query(
    scope.em,
    `update channel_session set status = $2, ended_at = case when $2 = 'ended' then $3::timestamptz end
     where id = $1 and status <> 'ended'`,
    [id, status, scope.clock.now()],
  );
}

/** Keeps what a matter is about, unless a colleague has taken it over: what was written for them stays. */
export async function keepSessionSummary(scope: Pick<WriteScope, 'em'>, id: string, summary: string): Promise<void> {
  await query(scope.em, `update channel_session set summary = $2 where id = $1 and status = 'open'`, [id, summary]);
}
