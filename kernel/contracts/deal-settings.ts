import { z } from 'zod';
import { version } from './fields.ts';

/** When a deal deserves a warning. */
export const WarningSettings = z.strictObject({
  /** How often a close may be put off before the deal counts as slipping. */
  slip_times: z.int().min(1).max(20),
});

/** What the forecast calls committed, and how wide its interval is. */
export const ForecastSettings = z.strictObject({
  /** Chance in per cent from which an open deal counts as committed. */
  commit_probability: z.int().min(1).max(100),
  /** How sure the interval is to hold the outcome, in per cent. */
  level: z.int().min(50).max(98),
});

/** When people are reminded, and of what. */
export const ReminderSettings = z.strictObject({
  /** Hours of the day (Asia/Shanghai) at which people are reminded; none switches the reminders off. */
  hours: z.array(z.int().min(0).max(23)).max(6),
  workdays_only: z.boolean(),
  /** Whether people hear of customers and deals without any plan. */
  unplanned: z.boolean(),
  /** Days before a contract's last day on which its owner is reminded, besides its renewal day. */
  renewal_days: z.array(z.int().min(0).max(365)).max(6),
  /** Days before a milestone is due on which the contract's owner is reminded. */
  milestone_days: z.int().min(0).max(60),
});

export const DEAL_SETTING_KEYS = ['warnings', 'forecast', 'reminders'] as const;
export type DealSettingKey = (typeof DEAL_SETTING_KEYS)[number];

/** `version` 0 stands for figures nobody has changed yet. */
export const DealSettingsView = z.object({
  warnings: WarningSettings.extend({ version: z.int() }),
  forecast: ForecastSettings.extend({ version: z.int() }),
  reminders: ReminderSettings.extend({ version: z.int() }),
});
export type DealSettingsView = z.infer<typeof DealSettingsView>;

const seen = version.or(z.literal(0));
export const UpdateDealSettings = z.strictObject({
  warnings: WarningSettings.partial().extend({ version: seen }).optional(),
  forecast: ForecastSettings.partial().extend({ version: seen }).optional(),
  reminders: ReminderSettings.partial().extend({ version: seen }).optional(),
});
export type UpdateDealSettings = z.infer<typeof UpdateDealSettings>;
