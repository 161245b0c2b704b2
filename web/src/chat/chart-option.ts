import type { Cell, ChartSpec, ValueFormat } from '../../../kernel/contracts/reports.ts';
import type { ChartColors } from './chart-colors.ts';

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
    ...drawing(input),
  };
}

function drawing(input: ChartInput): Record<string, unknown> {
  if (input.chart.kind === 'pie') return pie(input);
  return input.chart.kind === 'funnel' ? funnel(input) : axes(input);
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

function pie(input: ChartInput): Record<string, unknown> {
  const { chart, rows, colors, write } = input;
  const series = chart.series[0];
  if (!series) return { series: [] };
  return {
    tooltip: tip(input, 'item'),
    series: [
      {
        type: 'pie',
        radius: ['48%', '72%'],
        padAngle: 1,
        avoidLabelOverlap: true,
        label: {
          color: colors.text,
          formatter: (it: { name: string; value: number }) => `${it.name}  ${write(it.value, series.format, true)}`,
        },
        name: series.label,
        data: rows.map((row) => ({ name: write(row[chart.category] ?? null, 'text'), value: row[series.key] ?? 0 })),
        itemStyle: { borderWidth: 0 },
        tooltip: { valueFormatter: (value: Cell) => write(value, series.format) },
      },
    ],
  };
}

/**
 * The stages of a process from the first down, one bar each about a common middle. The slanted sides of the usual
 * drawing promise that every stage holds less than the one before; what is open now often holds more.
 */
function funnel(input: ChartInput): Record<string, unknown> {
  const { chart, rows, colors, write } = input;
  const series = chart.series[0];
  if (!series) return { series: [] };
  const values = rows.map((row) => Number(row[series.key] ?? 0));
  const widest = Math.max(1, ...values);
  const bar = { type: 'bar', stack: 'stage', barWidth: 22 };
  return {
    grid: { left: 4, right: 16, top: 4, bottom: 4, containLabel: true },
    tooltip: tip(input, 'item'),
    xAxis: { type: 'value', show: false, min: 0, max: widest * 1.15 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => write(row[chart.category] ?? null, 'text')),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colors.text },
    },
    series: [
      // What stands before a bar so that its middle is that of the others; never seen.
      {
        ...bar,
        silent: true,
        itemStyle: { color: 'transparent' },
        tooltip: { show: false },
        data: values.map((value) => (widest - value) / 2),
      },
      {
        ...bar,
        name: series.label,
        data: values,
        itemStyle: { color: colors.accent, borderRadius: 2 },
        label: {
          show: true,
          position: 'right',
          color: colors.text,
          formatter: (it: { value: number }) => write(it.value, series.format, true),
        },
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
