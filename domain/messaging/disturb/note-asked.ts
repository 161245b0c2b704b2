import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../scope.ts';

/**
 * Notes that somebody asked, in words of their own, not to be written to. Once: who stands on the list already stays there as
 * they are. In the caller's transaction.
 */
export async function noteAsked(
  scope: Pick<Scope, 'em' | 'clock'>,
  asked: { readonly person_id: string; readonly reason: string; readonly message_id: string | null },
): Promise<void> {
  await query(
    scope.em,
    `insert into do_not_disturb (id, person_id, source, reason, message_id, since)
     select $1, $2, 'asked', $3, $4, $5 where not exists (
       select 1 from do_not_disturb where person_id = $2 and lifted_at is null and (until is null or until > $5))`,
    [newId(), asked.person_id, asked.reason.slice(0, 300), asked.message_id, scope.clock.now()],
  );
}
