import type { ReportAnswer, ReportRequestInput, TableColumn } from '../../kernel/contracts/reports.ts';
import { localDay } from '../../kernel/time-phrases/local-day.ts';
import type { Scope } from '../scope.ts';
import { chooseChart } from './choose-chart.ts';
import { collectGroups } from './collect-groups.ts';
import { fillBuckets } from './fill-buckets.ts';
import { findFindings } from './find-findings.ts';
import { changeKey, compareKey, type Group } from './group.ts';
import { labelGroups } from './label-groups.ts';
import { orderGroups } from './order-groups.ts';
import { planReport, type ReportPlan } from './plan-report.ts';
import { writeFilterSentence } from './write-filter-sentence.ts';

/** Rows an answer has when the request names no limit. */
const DEFAULT_LIMIT = 1000;

/**
 * Answers a report: numbers over what the actor may see, by the asked dimensions, over the asked time. Totals are computed
 * over everything that passed the filters, so a ratio of the whole is not a mean of ratios. The same request over the same
 * data gives the same rows in the same order.
 *
 * @throws AppError `report.*` (kind invalid) for what the layer does not know; `time.*` for a phrase nobody understands
 */
export async function runReport(
  scope: Pick<Scope, 'em' | 'clock' | 'actor'>,
  request: ReportRequestInput,
): Promise<ReportAnswer> {
  const now = scope.clock.now();
  const today = localDay(now);
  const plan = await planReport(scope, request);
  const answer = await collectGroups(scope, plan, today);
  const filled = fillBuckets(answer.groups, plan, today);
  labelGroups(filled, plan.dimensions);
  const groups = orderGroups(filled, plan);
  const shown = plan.dimensions.length === 0 ? [answer.total] : groups.slice(0, plan.request.limit ?? DEFAULT_LIMIT);
  return {
    columns: columnsOf(plan),
    rows: shown.map((group) => rowOf(group, plan)),
    totals: answer.total.cells,
    row_count: plan.dimensions.length === 0 ? 1 : groups.length,
    chart: chooseChart(plan, shown, groups.length),
    filter_sentence: writeFilterSentence(plan, now, scope.actor),
    findings: findFindings(plan, answer, groups, today),
    period: plan.period,
    compare_period: plan.compare,
    request: plan.request,
    generated_at: now.toISOString(),
  };
}

function columnsOf(plan: ReportPlan): TableColumn[] {
  const dimensions = plan.dimensions.map(({ name, label }): TableColumn => ({ key: name, label, format: 'text' }));
  const metrics = plan.metrics.flatMap(({ metric: { name, label, format } }): TableColumn[] => [
    { key: name, label, format },
    ...(plan.compare
      ? ([
          { key: compareKey(name), label: `${label}（对比期）`, format },
          { key: changeKey(name), label: `${label}变化`, format: 'percent' },
        ] as const)
      : []),
  ]);
  return [...dimensions, ...metrics];
}

function rowOf(group: Group, plan: ReportPlan): ReportAnswer['rows'][number] {
  return {
    ...Object.fromEntries(plan.dimensions.map(({ name }, at) => [name, group.labels[at] ?? null])),
    ...group.cells,
  };
}
