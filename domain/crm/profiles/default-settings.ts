import type { ProfileSettingsView } from '../../../kernel/contracts/profile.ts';
import type { HealthSignal } from './health-signal.port.ts';

/** How the house counts until somebody changes it. */
export const DEFAULT_RFM: ProfileSettingsView['rfm'] = {
  window_days: 730,
  mode: 'quintiles',
  fixed: { recency: [30, 90, 180, 365], frequency: [1, 2, 4, 8], monetary: [10_000, 50_000, 200_000, 1_000_000] },
};

/** Row: money class 1-5; column: class of recency and frequency together 1-5. */
export const DEFAULT_TIERS: ProfileSettingsView['tiers'] = [
  ['small', 'small', 'small', 'regular', 'regular'],
  ['small', 'small', 'regular', 'regular', 'regular'],
  ['regular', 'regular', 'regular', 'important', 'important'],
  ['regular', 'important', 'important', 'important', 'key'],
  ['important', 'important', 'key', 'key', 'key'],
];

const DEFAULT_LEVELS = { healthy_from: 70, at_risk_below: 40 };

/** The table of health signals as each signal brings it. */
export function defaultHealth(signals: readonly HealthSignal[]): ProfileSettingsView['health'] {
  return { ...DEFAULT_LEVELS, signals: Object.fromEntries(signals.map(({ key, rule }) => [key, rule])) };
}
