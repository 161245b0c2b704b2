import type { Actor } from '../../kernel/actor.ts';
import { describeRange } from '../../kernel/time-phrases/describe-range.ts';
import { EMPTY_LABEL } from './layer.ts';
import type { PlannedFilter, PlannedMetric, ReportPlan } from './plan-report.ts';

/** Values beyond this are counted, not named. */
const MAX_NAMED = 4;

/** What the numbers are of, in words: 「华东区，2026 年 10 月，按赢单日期」. Nothing asked reads 「全部数据」. */
export function writeFilterSentence(plan: ReportPlan, now: Date, actor: Pick<Actor, 'dataScope' | 'teamId'>): string {
  const parts = plan.filters.map(describeFilter);
  if (plan.period) parts.push(describeRange(plan.period, now));
  if (plan.compare) parts.push(`对比 ${describeRange(plan.compare, now)}`);
  if (plan.period ?? plan.dimensions.some((dimension) => dimension.bucket)) parts.push(describeDates(plan.metrics));
  if (parts.length === 0) parts.push('全部数据');
  if (actor.dataScope === 'own' || (actor.dataScope === 'team' && !actor.teamId)) parts.push('仅您负责的数据');
  else if (actor.dataScope === 'team') parts.push('仅本团队的数据');
  return parts.join('，');
}

function describeFilter({ dimension, op, labels, empty }: PlannedFilter): string {
  const named = labels.slice(0, MAX_NAMED).map((label) => withPhrase(dimension.phrase, label, dimension.endings ?? []));
  if (labels.length > MAX_NAMED) named.push(`等 ${labels.length} 个${dimension.label}`);
  if (empty) named.push(`${dimension.label}${EMPTY_LABEL}`);
  return `${op === 'not_in' ? '不含' : ''}${named.join('、')}`;
}

/** 华东 → 华东区, but 华东区 stays 华东区; a Latin name gets a blank before the Chinese word. */
function withPhrase(phrase: string, label: string, endings: readonly string[]): string {
  if (endings.some((ending) => label.endsWith(ending))) return label;
  const spaced = /[\w)]$/.test(label) && !phrase.endsWith('{}') ? `${label} ` : label;
  return phrase.replace('{}', () => spaced);
}

/** 「按赢单日期」, or which metric lies on which date when they differ. */
function describeDates(metrics: readonly PlannedMetric[]): string {
  const byDate = Map.groupBy(metrics, ({ dataset, date }) => dataset.dates[date]?.label ?? date);
  const worded = [...byDate].map(([label, planned]) => {
    const narrow = new Set(
      planned.map(({ metric, date }) => (date === metric.period ? metric.periodLabel : undefined)),
    );
    const [only] = narrow;
    return { date: narrow.size === 1 && only ? only : label, names: planned.map(({ metric }) => metric.label) };
  });
  if (worded.length === 1) return `按${worded[0]?.date}`;
  return worded.map(({ date, names }) => `${names.join('、')}按${date}`).join('，');
}
