import { z } from 'zod';

/** An inclusive range of calendar days in the organisation's time zone. */
export const DayRange = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
export type DayRange = z.infer<typeof DayRange>;

/** A period as a Chinese phrase (`本季度`, `最近7天`) or as exact days. Phrases are resolved by code, never by a model. */
export const Period = z.union([z.string().min(1).max(40), DayRange]);
export type Period = z.infer<typeof Period>;

export const ReportFilter = z.strictObject({
  dimension: z.string().max(40),
  op: z.enum(['in', 'not_in']).default('in'),
  /** Names as people say them; each must be a value of the dimension. `null` means «not filled in». */
  values: z.array(z.string().max(120).nullable()).min(1).max(200),
});
export type ReportFilter = z.infer<typeof ReportFilter>;

export const ReportRequest = z.strictObject({
  metrics: z.array(z.string().max(40)).min(1).max(8),
  dimensions: z.array(z.string().max(40)).max(3).default([]),
  filters: z.array(ReportFilter).max(12).default([]),
  period: Period.optional(),
  /** Which date the period is laid on; each metric has its own default (won value: the closing day). */
  period_field: z.string().max(40).optional(),
  compare: z.union([z.enum(['previous_period', 'same_period_last_year']), Period]).optional(),
  order: z.strictObject({ by: z.string().max(40), direction: z.enum(['asc', 'desc']).default('desc') }).optional(),
  limit: z.int().min(1).max(1000).optional(),
});
export type ReportRequest = z.infer<typeof ReportRequest>;
export type ReportRequestInput = z.input<typeof ReportRequest>;

/** How a value is written: `money` in yuan, `percent` as a fraction 0-1, `days` with one decimal. */
export const ValueFormat = z.enum(['text', 'integer', 'decimal', 'money', 'percent', 'days', 'date', 'datetime']);
export type ValueFormat = z.infer<typeof ValueFormat>;

export const TableColumn = z.object({ key: z.string(), label: z.string(), format: ValueFormat });
export type TableColumn = z.infer<typeof TableColumn>;

export const Cell = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof Cell>;

export const ChartSpec = z.object({
  kind: z.enum(['bar', 'line', 'pie', 'funnel']),
  title: z.string(),
  /** Column key of the categories, and of each series in the table beside it. */
  category: z.string(),
  series: z.array(z.object({ key: z.string(), label: z.string(), format: ValueFormat })),
});
export type ChartSpec = z.infer<typeof ChartSpec>;

export const ReportAnswer = z.object({
  columns: z.array(TableColumn),
  rows: z.array(z.record(z.string(), Cell)),
  /** Each metric over everything that passed the filter; ratios are computed over the whole, never averaged. */
  totals: z.record(z.string(), Cell),
  /** Rows before `limit` cut them. */
  row_count: z.int(),
  chart: ChartSpec.nullable(),
  /** The filter and the period in words: 「华东区，2026 年 10 月，按赢单日期」. */
  filter_sentence: z.string(),
  /** Computed findings, each a sentence with its number. */
  findings: z.array(z.string()),
  period: DayRange.nullable(),
  compare_period: DayRange.nullable(),
  /** The request as understood, so that a follow-up can edit one slot of it. */
  request: ReportRequest,
  generated_at: z.iso.datetime(),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;

/** What one may ask for: served to pages and to models from the same definitions. */
export const ReportCatalogue = z.object({
  metrics: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      synonyms: z.array(z.string()),
      format: ValueFormat,
      dataset: z.string(),
      dimensions: z.array(z.string()),
      /** The dimension it only makes sense by; added when a request leaves it out. */
      needs: z.string().optional(),
      description: z.string(),
    }),
  ),
  dimensions: z.array(z.object({ name: z.string(), label: z.string(), synonyms: z.array(z.string()) })),
});
export type ReportCatalogue = z.infer<typeof ReportCatalogue>;
