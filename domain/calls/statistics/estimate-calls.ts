import { queryOne } from '../../../db/query.ts';
import type { CallScope } from '../calls-scope.ts';

/** What calling so many people will take, as far as earlier calls tell. */
export interface CallEstimate {
  /** Begun minutes of all calls together. */
  readonly minutes: number;
  /** Yuan; null where no price is set. */
  readonly cost: number | null;
  /** Earlier calls it rests on; 0: an assumption. */
  readonly sample: number;
}

/** The newest tasks that are looked at; calls of last year say little about this week's. */
const TASKS = 20;
/** Fewer earlier calls than this tell less than the assumption. */
const FEWEST = 30;
/** Half of the people answer and talk for a begun minute: what is assumed where nothing is known. */
const ASSUMED_MINUTES = 0.5;

/** Estimates by the calls that were over at a moment, so that the same question has the same answer later. */
export async function estimateCalls(
  scope: Pick<CallScope, 'em' | 'calls'>,
  input: { readonly people: number; readonly at: Date },
): Promise<CallEstimate> {
  const row = await queryOne<{ calls: number; minutes: number }>(
    scope.em,
    `select count(*)::int as calls, coalesce(sum(ceil(r.call_seconds / 60.0)), 0)::int as minutes from leads_task_list r
     where r.task_id in (select t.id from call_tasks t where t.started_at < $1 order by t.started_at desc limit ${TASKS})
       and r.final_at < $1 and r.call_status in ('succeeded', 'failed')`,
    [input.at],
  );
  const known = row !== undefined && row.calls >= FEWEST;
  const minutes = Math.round(input.people * (known ? row.minutes / row.calls : ASSUMED_MINUTES));
  const { pricePerMinute } = scope.calls.settings;
  const cost = pricePerMinute === 0 ? null : Math.round(minutes * pricePerMinute * 100) / 100;
  return { minutes, cost, sample: known ? row.calls : 0 };
}
