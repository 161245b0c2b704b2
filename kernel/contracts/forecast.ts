import { z } from 'zod';

/** What a forecast is cut by besides the months. */
export const FORECAST_GROUPS = ['none', 'owner', 'team'] as const;
export const ForecastQuery = z.strictObject({
  /** Months from this one on. */
  months: z.coerce.number().int().min(1).max(6).default(3),
  by: z.enum(FORECAST_GROUPS).default('none'),
  owner_id: z.uuid().optional(),
  team_id: z.uuid().optional(),
});
export type ForecastQuery = z.infer<typeof ForecastQuery>;

/** One month (of one person or team). Money in yuan. */
export const ForecastRow = z.object({
  /** `2026-11`. */
  month: z.string(),
  group_id: z.uuid().nullable(),
  group_name: z.string().nullable(),
  /** Won in the month already. */
  won: z.number(),
  /** Won, and open deals that close in the month with at least the agreed chance. */
  committed: z.number(),
  /** Won, and everything open that is to close in the month. */
  best_case: z.number(),
  /** Won, and what is to close in the month weighted by its chance. */
  weighted: z.number(),
  /** Won, and what history says will be won: of the open deals, and of deals that are not there yet. None without history. */
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The part of `expected` that comes from deals not opened yet. */
  new_business: z.number().nullable(),
  /** Open deals that are to close in the month; those whose day has passed count for this month. */
  due_deals: z.int(),
  overdue_deals: z.int(),
  /** Open deals whose amount is not known, so that history stands for it. */
  estimated_deals: z.int(),
});
export type ForecastRow = z.infer<typeof ForecastRow>;

export const Forecast = z.object({
  as_of: z.iso.date(),
  /** How sure the interval is, in per cent. */
  level: z.int(),
  /** Whether there are enough past months to say anything from history. */
  enough: z.boolean(),
  history_months: z.int(),
  fitted_on: z.iso.date().nullable(),
  rows: z.array(ForecastRow),
  /** Open deals without an expected close: no month counts them, except by history. */
  undated: z.object({ deals: z.int(), amount: z.number() }),
  /** How the figures came about, as sentences. */
  notes: z.array(z.string()),
});
export type Forecast = z.infer<typeof Forecast>;

export const BackTestRow = z.object({
  month: z.string(),
  /** Whether there was history enough at the time; others do not count for the figures. */
  enough: z.boolean(),
  history_months: z.int(),
  /** Counts and sums are those of the whole organisation, shown to whoever sees all of it; the errors to everybody. */
  open_deals: z.int().nullable(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The mean of the three months before, as a yardstick. */
  naive: z.number().nullable(),
  actual: z.number().nullable(),
  /** (expected − actual) / actual. */
  error: z.number().nullable(),
  covered: z.boolean(),
});
export type BackTestRow = z.infer<typeof BackTestRow>;
export const BackTest = z.object({
  /** When it was measured; none when it never was. */
  measured_at: z.iso.datetime().nullable(),
  level: z.int(),
  months: z.int(),
  /** Sum of the errors over the sum of what came, as a fraction. */
  wape: z.number().nullable(),
  /** Mean of the errors per cent, as a fraction. */
  mape: z.number().nullable(),
  /** Sum of expected over sum of actual, less one. */
  bias: z.number().nullable(),
  /** Share of months within the interval. */
  coverage: z.number().nullable(),
  naive_wape: z.number().nullable(),
  items: z.array(BackTestRow),
});
export type BackTest = z.infer<typeof BackTest>;
