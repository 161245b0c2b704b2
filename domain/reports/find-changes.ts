import type { Cell } from '../../kernel/contracts/reports.ts';
import { changeOf } from './collect-groups.ts';
import { formatValue } from './format-value.ts';
import { compareKey, type Group } from './group.ts';
import type { Metric } from './layer.ts';
import type { ReportPlan } from './plan-report.ts';

/** The change of the whole against the compared period, and for additive metrics who rose and fell most. */
export function findChanges(
  plan: ReportPlan,
  metric: Metric,
  groups: readonly Group[],
  total: Group,
  today: string,
): string[] {
  if (!plan.compare || !plan.period) return [];
  const found = [wholeChange(metric, total)];
  if (metric.kind === 'additive') found.push(...movers(metric, groups));
  if (plan.period.from <= today && today < plan.period.to) found.push(`本期还没有结束，数据截至 ${today}。`);
  return found;
}

function wholeChange(metric: Metric, total: Group): string {
  const now: Cell = total.cells[metric.name] ?? null;
  const before: Cell = total.cells[compareKey(metric.name)] ?? null;
  const write = (cell: Cell) => formatValue(cell, metric.format);
  if (typeof now !== 'number' || typeof before !== 'number') {
    return `${metric.label}${write(now)}，对比期 ${write(before)}，无法计算变化。`;
  }
  if (now === before) return `${metric.label}与对比期持平，都是 ${write(now)}。`;
  const rose = now > before;
  if (metric.format === 'percent') {
    const points = formatValue(Math.abs(now - before) * 100, 'decimal');
    return `${metric.label}由 ${write(before)} ${rose ? '升' : '降'}到 ${write(now)}，${rose ? '提高' : '下降'} ${points} 个百分点。`;
  }
  const change = changeOf(now, before);
  const share = change === null ? '' : `，${rose ? '增长' : '下降'} ${formatValue(Math.abs(change), 'percent')}`;
  return `${metric.label}由 ${write(before)} ${rose ? '增加' : '减少'}到 ${write(now)}${share}。`;
}

function movers(metric: Metric, groups: readonly Group[]): string[] {
  if (groups.length < 2) return [];
  const difference = (group: Group) =>
    Number(group.cells[metric.name] ?? 0) - Number(group.cells[compareKey(metric.name)] ?? 0);
  const sorted = [...groups].sort((a, b) => difference(b) - difference(a));
  const [up, down] = [sorted[0], sorted.at(-1)];
  const write = (group: Group, word: string) =>
    `${group.labels.join(' · ')}${word} ${formatValue(Math.abs(difference(group)), metric.format)}`;
  const parts = [
    ...(up && difference(up) > 0 ? [write(up, '增加最多，多了')] : []),
    ...(down && difference(down) < 0 ? [write(down, '减少最多，少了')] : []),
  ];
  return parts.length > 0 ? [`${parts.join('；')}。`] : [];
}
