import { Params, query } from '../../../db/query.ts';
import type { CallDigest } from '../../../kernel/contracts/call-statistics.ts';
import type { CallStatus, SkipReason } from '../../../kernel/contracts/calls.ts';
import type { CallScope } from '../calls-scope.ts';
import { DIAL_STATE_TABLE, type DialState } from '../dial-states.ts';
import type { FailureReason } from '../failure-reasons.ts';
import { judgeEnding } from '../judge-ending.ts';
import { SKIP_WORDS } from '../words.ts';

/** Records that are alike for the digest, counted by the database. */
interface Cell {
  readonly call_status: CallStatus | null;
  readonly failure: FailureReason | null;
  readonly dial_state: DialState | null;
  readonly rejected: boolean;
  readonly withheld_reason: SkipReason | null;
  readonly is_interested: string | null;
  readonly do_not_call: boolean;
  readonly hour: number | null;
  readonly count: number;
  readonly seconds: number;
  readonly minutes: number;
}

/** When calls were made; `to` is not included. */
export interface CalledTime {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** SQL for «the record `r` was called in this time»; what was never dialled counts by the moment it ended. */
export function calledWithin({ from, to }: CalledTime, params: Params): string {
  const at = 'coalesce(r.called_at, r.final_at)';
  const within = [...(from ? [`${at} >= ${params.add(from)}`] : []), ...(to ? [`${at} < ${params.add(to)}`] : [])];
  return within.length === 0 ? 'true' : within.join(' and ');
}

/** What the records of tasks came to: how many were reached and interested, why others not, the best hours, and the cost. */
export async function digestOf(
  scope: Pick<CallScope, 'em' | 'calls'>,
  input: { readonly task_ids: readonly string[]; readonly called?: CalledTime },
): Promise<CallDigest> {
  const params = new Params();
  const cells = await query<Cell>(
    scope.em,
    `select r.call_status, r.failure, r.dial_state, coalesce(r.rejected, false) as rejected, r.withheld_reason, r.is_interested,
       coalesce(f.do_not_call, false) as do_not_call, extract(hour from r.called_at at time zone 'Asia/Shanghai')::int as hour,
       count(*)::int as count, coalesce(sum(r.call_seconds), 0)::int as seconds,
       coalesce(sum(ceil(r.call_seconds / 60.0)), 0)::int as minutes
     from leads_task_list r left join dcc_leads_follow f on f.record_id = r.id where r.task_id = any (${params.add(input.task_ids)}::uuid[])
       and ${calledWithin(input.called ?? {}, params)}
     group by 1, 2, 3, 4, 5, 6, 7, 8`,
    params.values,
  );
  const sum = (of: readonly Cell[], by: 'count' | 'seconds' | 'minutes' = 'count'): number =>
    of.reduce((all, cell) => all + cell[by], 0);
  const dialled = cells.filter(wasDialled);
  const reached = dialled.filter((cell) => cell.call_status === 'succeeded');
  const interested = sum(cells.filter((cell) => cell.is_interested === 'interested'));
  const minutes = sum(reached, 'minutes');
  return {
    total: sum(cells),
    dialled: sum(dialled),
    reached: sum(reached),
    reach_rate: rate(sum(reached), sum(dialled)),
    interested,
    interest_rate: rate(interested, sum(reached)),
    not_interested: sum(cells.filter((cell) => cell.is_interested === 'not_interested')),
    do_not_call: sum(cells.filter((cell) => cell.do_not_call)),
    reasons: reasonsOf(cells),
    best_hours: hoursOf(dialled),
    seconds: sum(reached, 'seconds'),
    minutes,
    cost: Math.round(minutes * scope.calls.settings.pricePerMinute * 100) / 100,
  };
}

/** A phone rang, or would have: what was held back before counts for no rate. */
function wasDialled(cell: Cell): boolean {
  if (cell.call_status === null || cell.withheld_reason) return false;
  return cell.call_status === 'succeeded' || (cell.dial_state !== null && DIAL_STATE_TABLE[cell.dial_state].dialled);
}

/** Why people were not reached, the commonest first. */
function reasonsOf(cells: readonly Cell[]): CallDigest['reasons'] {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    if (cell.call_status === null || cell.call_status === 'succeeded') continue;
    const { call_status: state, failure, dial_state: dial, rejected } = cell;
    const reason = cell.withheld_reason
      ? SKIP_WORDS[cell.withheld_reason]
      : judgeEnding({ state, failure, dial, rejected }).zh;
    counts.set(reason, (counts.get(reason) ?? 0) + cell.count);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);
}

function hoursOf(dialled: readonly Cell[]): CallDigest['best_hours'] {
  const hours = new Map<number, { dialled: number; reached: number }>();
  for (const cell of dialled) {
    if (cell.hour === null) continue;
    const hour = hours.get(cell.hour) ?? { dialled: 0, reached: 0 };
    hour.dialled += cell.count;
    if (cell.call_status === 'succeeded') hour.reached += cell.count;
    hours.set(cell.hour, hour);
  }
  return [...hours]
    .map(([hour, one]) => ({ hour, ...one, rate: rate(one.reached, one.dialled) ?? 0 }))
    .toSorted((a, b) => b.rate - a.rate || b.dialled - a.dialled || a.hour - b.hour);
}

function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
