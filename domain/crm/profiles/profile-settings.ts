import { queryOne } from '../../../db/query.ts';
import type {
  HealthSettings,
  ProfileSettingsView,
  RfmBounds,
  RfmSettings,
  TierTable,
} from '../../../kernel/contracts/profile.ts';
import type { ReadScope } from '../crm-scope.ts';
import { DEFAULT_RFM, DEFAULT_TIERS, defaultHealth } from './default-settings.ts';
import type { HealthSignal } from './health-signal.port.ts';

interface Stored {
  readonly rfm: RfmSettings;
  readonly tiers: TierTable;
  readonly health: HealthSettings;
  readonly version: number;
}
interface StoredBounds {
  readonly bounds: RfmBounds;
  readonly buyers: number;
  readonly computed_at: string;
}

/**
 * How value and health are counted here. A signal that came into the service after the table was saved counts by its own
 * rule; one that is gone is left out.
 */
export async function readProfileSettings(
  scope: Pick<ReadScope, 'em'>,
  signals: readonly HealthSignal[],
): Promise<ProfileSettingsView> {
  const stored = await queryOne<Stored>(
    scope.em,
    'select rfm, tiers, health, version from profile_setting where id = 1',
  );
  const bounds = await queryOne<StoredBounds>(
    scope.em,
    'select bounds, buyers, iso(computed_at) as computed_at from rfm_bounds where id = 1',
  );
  const house = defaultHealth(signals);
  const table = Object.entries(house.signals).map(([key, rule]) => [key, stored?.health.signals[key] ?? rule]);
  return {
    rfm: stored?.rfm ?? DEFAULT_RFM,
    tiers: stored?.tiers ?? DEFAULT_TIERS,
    health: { ...house, ...stored?.health, signals: Object.fromEntries(table) as HealthSettings['signals'] },
    version: stored?.version ?? 0,
    bounds: bounds ? { ...bounds.bounds, buyers: bounds.buyers, computed_at: bounds.computed_at } : null,
    signals: signals.map(({ key, label, figure }) => ({ key, label, figure })),
  };
}
