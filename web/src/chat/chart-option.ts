import type { Cell, ChartSpec, ValueFormat } from '../../../kernel/contracts/reports.ts';
import type { ChartColors } from './chart-colors.ts';
import { mixColors } from './chart-colors.ts';

type Row = Record<string, Cell>;

export interface ChartInput {
  chart: ChartSpec;
  rows: readonly Row[];
  colors: ChartColors;
  /** How a value is written on axes and in tips. */
  write(value: Cell, format: ValueFormat, short?: boolean): string;
  /** No motion at all when the system asks for none. */
  still: boolean;
}

/** Longest category name that fits under a bar; more of them, or longer ones, make the bars lie down. */
const SHORT_LABEL = 6;
const FEW_BARS = 8;

/** The ECharts option of a chart. Plain data and formatters: no call into the library, so that it can be tested. */
export function chartOption(input: ChartInput): Record<string, unknown> {
  const { colors } = input;
  return {
    animation: !input.still,
    animationDuration: 120,
    color: colors.series,
    textStyle: { fontFamily: colors.font, fontSize: 12, color: colors.text },
    aria: { enabled: false },
    ...(input.chart.kind === 'pie' || input.chart.kind === 'funnel' ? shares(input) : axes(input)),
  };
}

/** Height in pixels that lets every bar or stage breathe without making the answer long. */
export function chartHeight(chart: ChartSpec, rows: readonly Row[]): number {
  if (chart.kind === 'funnel') return Math.min(360, 72 + rows.length * 36);
  if (chart.kind === 'bar' && liesDown(chart, rows))
    return Math.min(480, 64 + rows.length * (12 + 16 * chart.series.length));
  return 240;
}

/** The chart in words, for those who do not see it; the table beside it has the figures. */
export function describeChart(chart: ChartSpec, rows: readonly Row[], write: ChartInput['write']): string {
  const series = chart.series[0];
  if (!series) return chart.title;
  const points = rows
    .slice(0, 12)
    .map((row) => `${write(row[chart.category] ?? null, 'text')} ${write(row[series.key] ?? null, series.format)}`);
  return `${chart.title}：${points.join('，')}${rows.length > 12 ? '，……' : ''}`;
}

function liesDown(chart: ChartSpec, rows: readonly Row[]): boolean {
  return rows.length > FEW_BARS || rows.some((row) => String(row[chart.category] ?? '').length > SHORT_LABEL);
}

function axes(input: ChartInput): Record<string, unknown> {
  const { chart, rows, colors, write } = input;
  const lying = chart.kind === 'bar' && liesDown(chart, rows);
  const first = chart.series[0]?.format ?? 'integer';
  const category = {
    type: 'category',
    data: rows.map((row) => write(row[chart.category] ?? null, 'text')),
    inverse: lying,
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
    axisLabel: { color: colors.muted, ...(lying ? { width: 120, overflow: 'truncate' } : { hideOverlap: true }) },
  };
  const value = {
    type: 'value',
    splitLine: { lineStyle: { color: colors.line } },
    splitNumber: lying ? 3 : 4,
    axisLabel: { color: colors.muted, hideOverlap: true, formatter: (it: number) => write(it, first, true) },
  };
  return {
    grid: { left: 4, right: 16, top: chart.series.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
    legend: legend(input, chart.series.length > 1),
    tooltip: tip(input, 'axis'),
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: chart.series.map((it) => ({
      type: chart.kind,
      name: it.label,
      data: rows.map((row) => row[it.key] ?? null),
      barMaxWidth: 20,
      itemStyle: { borderRadius: 2 },
      symbolSize: 5,
      lineStyle: { width: 2 },
      tooltip: { valueFormatter: (value: Cell) => write(value, it.format) },
    })),
  };
}

function shares(input: ChartInput): Record<string, unknown> {
  const { chart, rows, colors, write } = input;
  const series = chart.series[0];
  if (!series) return { series: [] };
  const data = rows.map((row, index) => ({
    name: write(row[chart.category] ?? null, 'text'),
    value: row[series.key] ?? 0,
    // The stages of a funnel are one thing that gets less, not several things.
    ...(chart.kind === 'funnel' && {
      itemStyle: { color: mixColors(colors.accent, colors.panel, (0.6 * index) / Math.max(1, rows.length - 1)) },
    }),
  }));
  const label = {
    color: colors.text,
    formatter: (it: { name: string; value: number }) => `${it.name}  ${write(it.value, series.format, true)}`,
  };
  const shape =
    chart.kind === 'pie'
      ? { type: 'pie', radius: ['48%', '72%'], padAngle: 1, avoidLabelOverlap: true, label }
      : {
          type: 'funnel',
          // The stages come in the order of the process; a stage may hold more than the one before it.
          sort: 'none',
          left: 8,
          width: '56%',
          top: 8,
          bottom: 8,
          minSize: '6%',
          gap: 3,
          label: { ...label, position: 'right' },
          labelLine: { length: 12, lineStyle: { color: colors.line } },
        };
  return {
    tooltip: tip(input, 'item'),
    series: [
      {
        ...shape,
        name: series.label,
        data,
        itemStyle: { borderWidth: 0 },
        tooltip: { valueFormatter: (value: Cell) => write(value, series.format) },
      },
    ],
  };
}

function legend(input: ChartInput, show: boolean): Record<string, unknown> {
  return {
    show,
    top: 0,
    left: 0,
    itemWidth: 10,
    itemHeight: 10,
    icon: 'roundRect',
    textStyle: { color: input.colors.muted },
  };
}

function tip(input: ChartInput, trigger: 'axis' | 'item'): Record<string, unknown> {
  const { colors } = input;
  return {
    trigger,
    confine: true,
    backgroundColor: colors.panel,
    borderColor: colors.line,
    textStyle: { color: colors.text, fontSize: 12 },
    axisPointer: { type: 'line', lineStyle: { color: colors.line } },
    transitionDuration: 0,
  };
}
