import { query } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * Whether an account reported this before. `within` is how long the same key means the same thing, null for ever. Two
 * reports at the same moment: exactly one is the first.
 */
export async function seenBefore(
  scope: Pick<WriteScope, 'em'>,
  accountId: string,
  sourceId: string,
  at: Date,
  withinMs: number | null,
): Promise<boolean> {
  const [first] = await query(
    scope.em,
    `insert into inbound_key (account_id, source_id, taken_at) values ($1, $2, $3)
     on conflict (account_id, source_id) do update set taken_at = excluded.taken_at, repeats = 0
       where $4::bigint is not null and inbound_key.taken_at < excluded.taken_at - $4::bigint * interval '1 millisecond'
     returning 1 as one`,
    [accountId, sourceId, at, withinMs],
  );
  if (first) return false;
  await query(scope.em, 'update inbound_key set repeats = repeats + 1 where account_id = $1 and source_id = $2', [
    accountId,
    sourceId,
  ]);
  return true;
}
