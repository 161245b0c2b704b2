import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Somebody opens the window for the first time. */
export async function openVisitor(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  input: { readonly account_id: string; readonly name: string },
): Promise<string> {
  const id = newId();
  await query(
    scope.em,
    'insert into web_chat_visitor (id, account_id, name, created_at, last_seen_at) values ($1, $2, $3, $4, $4)',
    [id, input.account_id, input.name || `访客${id.slice(-4)}`, scope.clock.now()],
  );
  return id;
}
