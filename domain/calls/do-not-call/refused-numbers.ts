import { query } from '../../../db/query.ts';
import type { SkipReason } from '../../../kernel/contracts/calls.ts';
import type { WriteScope } from '../calls-scope.ts';

export interface AskedNumber {
  /** Digits that are equal for equal numbers. */
  readonly key: string;
  /** As the CRM stores it. */
  readonly text: string;
}

/**
 * Which of these numbers must not be called, and why: the do-not-call list, a wish of the person not to be disturbed on a
 * channel, or, where a task asks for it, no consent on record.
 */
export async function refusedNumbers(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  numbers: readonly AskedNumber[],
  requireConsent: boolean,
): Promise<ReadonlyMap<string, SkipReason>> {
  const rows = await query<{ key: string; reason: SkipReason }>(
    scope.em,
    `with asked as (select distinct key, text from unnest($1::text[], $2::text[]) as a(key, text))
     select a.key, case
         when exists (select 1 from do_not_call d where d.phone_key = a.key and d.lifted_at is null) then 'do_not_call'
         when exists (select 1 from contact c join channel_person p on p.contact_id = c.id
           join do_not_disturb q on q.person_id = p.id
           where c.phone = a.text and q.lifted_at is null and (q.until is null or q.until > $3)) then 'do_not_disturb'
         else 'no_consent' end as reason
     from asked a
     where exists (select 1 from do_not_call d where d.phone_key = a.key and d.lifted_at is null)
       or exists (select 1 from contact c join channel_person p on p.contact_id = c.id
         join do_not_disturb q on q.person_id = p.id
         where c.phone = a.text and q.lifted_at is null and (q.until is null or q.until > $3))
       or ($4 and not coalesce((select s.withdrawn_at is null and (s.until is null or s.until > $3)
         from call_consent s where s.phone_key = a.key order by s.since desc, s.id desc limit 1), false))`,
    [numbers.map((one) => one.key), numbers.map((one) => one.text), scope.clock.now(), requireConsent],
  );
  return new Map(rows.map(({ key, reason }) => [key, reason]));
}
