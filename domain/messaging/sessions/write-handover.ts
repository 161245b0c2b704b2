import { query } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Keeps what a colleague who takes over should know with the open sessions of a conversation, of one person when named. */
export async function writeHandover(
  scope: Pick<WriteScope, 'em'>,
  input: { readonly conversation_id: string; readonly person_id: string | null; readonly text: string },
): Promise<void> {
  await query(
    scope.em,
    `update channel_session set handover_summary = $3 where conversation_id = $1 and ($2::uuid is null or person_id = $2) and status <> 'ended'`,
    [input.conversation_id, input.person_id, input.text],
  );
}
