import { query } from '../../../db/query.ts';
import type { SkipReason } from '../../../kernel/contracts/calls.ts';
import type { WriteScope } from '../calls-scope.ts';
import { releasePeople } from './reserve-people.ts';

export type Withhold =
  | { readonly task_id: string; readonly reason: SkipReason }
  | { readonly record_ids: readonly string[]; readonly reason: SkipReason };

/**
 * Ends records that were not handed over: they are not called, which is final. Their numbers are free again. Records on their
 * way to the dialer are left alone.
 * @returns how many
 */
export async function withholdRecords(scope: Pick<WriteScope, 'em' | 'clock'>, which: Withhold): Promise<number> {
  const [where, value] =
    'task_id' in which ? ['task_id = $1', which.task_id] : ['id = any ($1::uuid[])', which.record_ids];
  const rows = await query<{ id: string }>(
    scope.em,
    `update leads_task_list set hand_over = 'withheld', withheld_reason = $2, call_status = 'cancelled', final_at = $3, updated_time = $3
     where ${where} and hand_over in ('waiting', 'refused') and call_status is null returning id`,
    [value, which.reason, scope.clock.now()],
  );
  await releasePeople(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
