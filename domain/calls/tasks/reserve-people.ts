import { query } from '../../../db/query.ts';
import type { WriteScope } from '../calls-scope.ts';

/**
 * Reserves number and lead of each record; whoever cannot have both gets neither. In order of the keys, so that two tasks that
 * are made at the same time wait for each other instead of blocking each other.
 * @returns the records that got nothing, for another task has the number or the lead
 */
export async function reservePeople(
  scope: Pick<WriteScope, 'em'>,
  records: readonly { readonly id: string; readonly phoneKey: string; readonly leadId: string | null }[],
): Promise<Set<string>> {
  const keys = records
    .flatMap(({ id, phoneKey, leadId }) => [
      { key: `phone:${phoneKey}`, id },
      ...(leadId ? [{ key: `lead:${leadId}`, id }] : []),
    ])
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const got = await query<{ key: string }>(
    scope.em,
    `insert into call_reservation (key, record_id)
     select k, r from unnest($1::text[], $2::uuid[]) as wanted(k, r) order by k on conflict do nothing returning key`,
    [keys.map((one) => one.key), keys.map((one) => one.id)],
  );
  const won = new Set(got.map(({ key }) => key));
  const lost = new Set(keys.filter(({ key }) => !won.has(key)).map(({ id }) => id));
  if (lost.size > 0)
    await query(scope.em, 'delete from call_reservation where record_id = any ($1::uuid[])', [[...lost]]);
  return lost;
}

/** Lets numbers and leads of records go: their call is over, or will not be. */
export async function releasePeople(scope: Pick<WriteScope, 'em'>, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await query(scope.em, 'delete from call_reservation where record_id = any ($1::uuid[])', [recordIds]);
}
