import { z } from 'zod';
import { findDimension } from '../domain/reports/find-definition.ts';
import { readLayer } from '../domain/reports/read-layer.ts';
import { BUILT_IN_LAYER } from '../domain/reports/report-layer.ts';
import { runReport } from '../domain/reports/run-report.ts';
import {
  ReportFilter,
  ReportRequest,
  type Cell,
  type ReportAnswer,
  type ReportRequestInput,
} from '../kernel/contracts/reports.ts';
import { slot } from '../kernel/slots.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { reportParts } from './present/report-parts.ts';
import { writeCell } from './present/write-cell.ts';
import { resolveTeam } from './resolve/team.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

const list = (entries: readonly { name: string; label: string }[]): string =>
  entries.map(({ name, label }) => `${name} ${label}`).join('，');
const METRIC_LIST = list(BUILT_IN_LAYER.metrics.map(({ metric }) => metric));
const DIMENSION_LIST = list(BUILT_IN_LAYER.dimensions);

const shape = ReportRequest.shape;
const input = z.strictObject({
  metrics: slot('report', '指标', shape.metrics).describe(`指标：${METRIC_LIST}`),
  dimensions: slot('report', '维度', z.array(z.string().max(40)).max(3))
    .describe(`分组维度：${DIMENSION_LIST}`)
    .nullish(),
  filters: slot('report', '筛选', z.array(ReportFilter).max(12))
    .describe('筛选：dimension 用上面的维度名，values 填用户说的名称；本人填“我”')
    .nullish(),
  period: slot('report', '时间', shape.period.unwrap()).describe('时间：中文说法原样填写，或 {from,to}').nullish(),
  period_field: slot('report', '日期口径', z.string().max(40)).nullish(),
  compare: slot('report', '对比', shape.compare.unwrap())
    .describe('对比：previous_period 环比，same_period_last_year 同比，或另一段时间')
    .nullish(),
  order: slot('report', '排序', shape.order.unwrap()).nullish(),
  limit: slot('report', '条数', z.number().int().min(1).max(1000)).nullish(),
});

/** What people call themselves and their own team in a filter. */
const SELF = /^(我|我自己|自己|本人)$/u;
const OWN_TEAM = /^(我|我们?的?|本|咱们?的?)(团队|小组|组|队|部门|部)?$/u;

export const queryReport = readTool({
  name: 'query_report',
  title: '统计报表',
  description:
    '所有统计数字：业绩、赢单、赢率、客单价、周期、在手金额、跟进次数、线索数、客户数等，可按维度分组、筛选、排名、同比环比、看趋势。',
  permission: 'report.read',
  input,
  phrases: [
    '{period}{metric}是多少',
    '{region}{period}{metric}按{dimension}排名',
    '各{dimension}的{metric}',
    '{person}{period}的{metric}',
    '{period}{metric}最高的{dimension}',
    '{metric}同比增长多少',
    '{period}{metric}环比怎么样',
    '按{dimension}统计{period}{metric}',
    '{metric}前五名',
    '{product}的{metric}有多少',
    '{period}谁的{metric}最多',
    '{dimension}{metric}排行',
    '{metric}和{metric}对比',
    '{person}和{person}{period}{metric}比较',
    '{period}各{dimension}的{metric}走势给我看看',
    '{metric}趋势',
    '{metric}',
  ],
  answer: async (scope, said) => {
    const request: ReportRequestInput = {
      metrics: said.metrics,
      dimensions: said.dimensions ?? [],
      filters: await resolveSelf(scope, said.filters ?? []),
      ...(said.period ? { period: said.period } : {}),
      ...(said.period_field ? { period_field: said.period_field } : {}),
      ...(said.compare ? { compare: said.compare } : {}),
      ...(said.order ? { order: said.order } : {}),
      ...(said.limit ? { limit: said.limit } : {}),
    };
    return present(scope, await runReport(scope, request));
  },
});

/** «我» as a salesperson is the speaker, as a team the speaker's team. Other names are the report's to resolve. */
async function resolveSelf(scope: ToolScope, filters: readonly ReportFilter[]): Promise<ReportFilter[]> {
  const resolved: ReportFilter[] = [];
  const layer = filters.length > 0 ? await readLayer(scope) : BUILT_IN_LAYER;
  for (const filter of filters) {
    const { name } = findDimension(filter.dimension, layer);
    const values: (string | null)[] = [];
    for (const value of filter.values) {
      if (value !== null && name === 'owner' && SELF.test(value.trim())) values.push(scope.actor.userId);
      else if (value !== null && name === 'team' && OWN_TEAM.test(value.trim()) && scope.actor.teamId)
        values.push((await resolveTeam(scope, '我的团队')).name);
      else values.push(value);
    }
    resolved.push({ ...filter, values });
  }
  return resolved;
}

function present(scope: ToolScope, report: ReportAnswer): ToolAnswer {
  const metrics = metricsOf(report);
  const labels = metrics.map(({ label }) => label).join('、');
  const about = aboutWords(scope, report);
  const grouped = report.request.dimensions.length > 0;
  if (isEmpty(report)) {
    return answer({
      text: `${phrase(about, `没有可以统计${labels}的记录`)}。可以换一段时间，或去掉一个条件再看。`,
      parts: [{ type: 'filter', sentence: report.filter_sentence }],
      suggestions: nextQuestions(report, labels),
    });
  }
  const figures = metrics.map(({ key, label, format }) => `${label} ${writeCell(report.totals[key] ?? null, format)}`);
  const head = `${phrase(about, `${grouped ? '整体' : ''}${figures.join('，')}`)}。`;
  const cut =
    report.row_count > report.rows.length ? `共 ${report.row_count} 项，列出前 ${report.rows.length} 项。` : undefined;
  return answer({
    text: sentences(head, ...report.findings, cut),
    parts: reportParts(report, labels),
    suggestions: nextQuestions(report, labels),
  });
}

/** The asked metrics, without the columns a comparison adds. */
function metricsOf(report: ReportAnswer) {
  return report.columns.filter(({ key }) => report.request.metrics.includes(key));
}

/** What the figures are of, as it was said: «华东 2026 年 10 月». */
function aboutWords(scope: ToolScope, report: ReportAnswer): string {
  const filters = report.request.filters.map(({ op, values }) => {
    const words = values
      .map((value) => (value === null ? '未填写' : value === scope.actor.name ? '您' : value))
      .join('、');
    return op === 'not_in' ? `除${words}以外` : words;
  });
  const period = report.period ? describeRange(report.period, scope.clock.now()) : undefined;
  return phrase(...filters, period);
}

/** No figure at all; a plain 0 is one, a table of zeros is not. */
function isEmpty(report: ReportAnswer): boolean {
  const grouped = report.request.dimensions.length > 0;
  const nothing = (cell: Cell | undefined): boolean => cell === undefined || cell === null || (grouped && cell === 0);
  return metricsOf(report).every(({ key }) => nothing(report.totals[key]));
}

/** The same figures cut another way, compared, or over time. */
function nextQuestions(report: ReportAnswer, labels: string): (string | false)[] {
  const { dimensions } = report.request;
  const when = report.period ? '本季度' : '今年';
  return [
    !dimensions.includes('owner') && `${when}${labels}按销售排名`,
    !dimensions.includes('region') && `${when}各区域的${labels}`,
    !dimensions.includes('month') && `今年各月的${labels}`,
    report.compare_period === null && `本月${labels}环比怎么样`,
  ];
}
