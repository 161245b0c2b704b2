import type { WarningKind } from '../../../kernel/contracts/crm.ts';
import type { ReminderKind } from '../../../kernel/contracts/reminders.ts';

interface WarningRow {
  readonly label: string;
  /** The reason as a sentence. */
  readonly sentence: (figure: number) => string;
  /** How its owner is told. */
  readonly reminder: ReminderKind;
  /**
   * SQL that answers `cause` and `figure` of each open deal that deserves this warning now, with the moment `t.at` and
   * `t.slip_times` at hand. The cause stays the same as long as the reason does, and is another one when it comes anew.
   */
  readonly from: string;
}

const MOVED = 'greatest(o.last_activity_at, o.stage_changed_at, o.created_at)';
const OPEN = "o.stage not in ('won', 'lost')";

/** Every kind of warning: when it is raised and what it says. */
export const WARNING_TABLE: Readonly<Record<WarningKind, WarningRow>> = {
  stalled: {
    label: '停滞',
    sentence: (days) => `已经 ${days} 天没有任何推进，超过了这个阶段的期限`,
    reminder: 'deal_stalled',
    from: `select o.id, o.stage || ' ' || iso(${MOVED}) as cause, floor(extract(epoch from t.at - ${MOVED}) / 86400)::int as figure
      from t cross join opportunity o join stage_definition d on d.stage = o.stage
      where ${OPEN} and ${MOVED} <= t.at - make_interval(days => d.stalled_days)`,
  },
  slipping: {
    label: '一再延期',
    sentence: (times) => `预计成交日期已经推迟了 ${times} 次`,
    reminder: 'deal_slipping',
    from: `select o.id, s.times::text as cause, s.times as figure
      from t cross join opportunity o cross join lateral (
        select count(*)::int as times from deal_value_change v
        where v.opportunity_id = o.id and v.field = 'expected_close' and v.new_value > v.old_value and v.changed_at <= t.at
      ) s where ${OPEN} and s.times >= t.slip_times`,
  },
  close_overdue: {
    label: '过了成交日',
    sentence: (days) => `预计成交日期已经过去 ${days} 天，还没有结果`,
    reminder: 'deal_close_overdue',
    from: `select o.id, o.expected_close::text as cause, local_day(t.at) - o.expected_close as figure
      from t cross join opportunity o where ${OPEN} and o.expected_close < local_day(t.at)`,
  },
};

/** The warnings of a kind that are due at a moment, as the relation `due`. `$1` is the moment, `$2` the times a close may slip. */
export function dueSql(kind: WarningKind): string {
  return `with t as (select $1::timestamptz as at, $2::int as slip_times), due as (${WARNING_TABLE[kind].from})`;
}
