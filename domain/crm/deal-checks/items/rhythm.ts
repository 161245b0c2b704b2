import type { CheckRule } from './item.ts';

/**
 * Is there a rhythm? The days since the last activity against the gaps of won deals: longer than nine in ten of them warns,
 * more than twice that is bad. Without enough history the days after which the stage counts as stalled stand for it.
 */
export const rhythmItem: CheckRule = {
  key: 'rhythm',
  label: '跟进节奏',
  check: ({ daysSinceLast, daysOpen, lastMonth, history, rule }) => {
    const usual = history.activityGap;
    const limit = Math.max(2, Math.ceil(usual ? usual.high : (rule.stalled_days ?? 14)));
    const basis = usual
      ? `赢单商机两次跟进一般隔 ${days(usual.middle)} 天，九成不超过 ${limit} 天`
      : `这个阶段的期限是 ${limit} 天`;
    const quiet = daysSinceLast ?? daysOpen;
    const said = daysSinceLast === null ? `开始 ${daysOpen} 天以来还没有跟进记录` : `距上次跟进 ${quiet} 天`;
    if (quiet > 2 * limit)
      return { result: 'bad', reason: `${said}；${basis}`, next_step: '今天就联系一次，弄清楚客户那边的进展' };
    if (quiet > limit)
      return { result: 'warn', reason: `${said}；${basis}`, next_step: '尽快联系客户，把下一步约下来' };
    return { result: 'ok', reason: `${said}，最近 30 天跟进 ${lastMonth} 次；${basis}` };
  },
};

function days(value: number): string {
  return value < 1 ? '不到 1' : String(Math.round(value));
}
