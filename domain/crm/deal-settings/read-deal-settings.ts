import { query } from '../../../db/query.ts';
import type { DealSettingKey, DealSettingsView } from '../../../kernel/contracts/deal-settings.ts';
import type { ReadScope } from '../crm-scope.ts';

/** The figures of the house, until somebody sets others. */
export const DEFAULT_DEAL_SETTINGS = {
  warnings: { slip_times: 2 },
  forecast: { commit_probability: 70, level: 80 },
  reminders: { hours: [9], workdays_only: true, unplanned: true, renewal_days: [60, 30, 7], milestone_days: 3 },
} as const;

/** The organisation's figures; what nobody has set is the house's. */
export async function readDealSettings(scope: Pick<ReadScope, 'em'>): Promise<DealSettingsView> {
  const rows = await query<{ key: DealSettingKey; value: Record<string, unknown>; version: number }>(
    scope.em,
    'select key, value, version from deal_setting',
  );
  const stored = Object.fromEntries(rows.map(({ key, value, version }) => [key, { ...value, version }]));
  return Object.fromEntries(
    Object.entries(DEFAULT_DEAL_SETTINGS).map(([key, figures]) => [key, { ...figures, version: 0, ...stored[key] }]),
  ) as unknown as DealSettingsView;
}
