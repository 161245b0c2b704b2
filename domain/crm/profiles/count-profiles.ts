import { query } from '../../../db/query.ts';
import type { HealthCause, HealthLevel, ProfileSettingsView, Tier } from '../../../kernel/contracts/profile.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { HealthSignal } from './health-signal.port.ts';
import { NO_PURCHASES, purchasesOf } from './purchases.ts';
import { causesOf, scoreHealth, type HealthState, type SignalState } from './score-health.ts';
import { valueOf } from './value-tier.ts';

/** A profile as it is kept. */
export interface CountedProfile {
  readonly customer_id: string;
  readonly tier: Tier;
  readonly last_order_on: string | null;
  readonly orders: number;
  readonly spent: number;
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
  readonly health: number | null;
  readonly health_level: HealthLevel | null;
  readonly confidence: number;
  readonly previous_health: number | null;
  /** ISO text. */
  readonly health_changed_at: string | null;
  readonly signals: Readonly<Record<string, SignalState>>;
  readonly causes: readonly HealthCause[];
}

/** A profile beside the one it replaces. */
export interface ProfileMove {
  readonly before: CountedProfile | null;
  readonly after: CountedProfile;
}

/**
 * Counts the profiles of some customers in a handful of statements, however many they are. The former profiles stay
 * locked until the end of the transaction.
 */
export async function countProfiles(
  scope: Pick<WriteScope, 'em' | 'clock'>,
  settings: ProfileSettingsView,
  signals: readonly HealthSignal[],
  customerIds: readonly string[],
): Promise<ProfileMove[]> {
  const now = scope.clock.now();
  const former = await formerProfiles(scope, customerIds);
  const purchases = await purchasesOf(scope, customerIds, settings.rfm.window_days);
  const measured = new Map<string, ReadonlyMap<string, number>>();
  for (const { key, measure } of signals) measured.set(key, await measure(scope, customerIds, now));
  const bounds = settings.rfm.mode === 'quintiles' ? (settings.bounds ?? settings.rfm.fixed) : settings.rfm.fixed;
  return customerIds.map((id) => {
    const figures = Object.fromEntries(
      [...measured].flatMap(([key, byCustomer]) => (byCustomer.has(id) ? [[key, byCustomer.get(id)!]] : [])),
    );
    const bought = purchases.get(id) ?? NO_PURCHASES;
    const state = scoreHealth(settings.health, figures);
    const before = former.get(id) ?? null;
    const after: CountedProfile = {
      customer_id: id,
      ...valueOf(bought, bounds, settings.tiers),
      last_order_on: bought.lastOn,
      orders: bought.orders,
      spent: bought.spent,
      health: state.health,
      health_level: state.level,
      confidence: state.confidence,
      signals: state.signals,
      ...whatMoved(before, state, signals, now),
    };
    return { before, after };
  });
}

/** The score it came from, when it moved and why: kept until it moves again. */
function whatMoved(
  before: CountedProfile | null,
  after: HealthState,
  signals: readonly HealthSignal[],
  now: Date,
): Pick<CountedProfile, 'previous_health' | 'health_changed_at' | 'causes'> {
  if (before && before.health === after.health) {
    const { previous_health, health_changed_at, causes } = before;
    return { previous_health, health_changed_at, causes };
  }
  return {
    previous_health: before?.health ?? null,
    health_changed_at: now.toISOString(),
    causes: causesOf(before, after, signals),
  };
}

async function formerProfiles(
  scope: Pick<WriteScope, 'em'>,
  customerIds: readonly string[],
): Promise<Map<string, CountedProfile>> {
  const rows = await query<CountedProfile>(
    scope.em,
    `select customer_id, tier, last_order_on::text as last_order_on, orders, spent::float8 as spent, r, f, m, health, health_level,
       confidence, previous_health, iso(health_changed_at) as health_changed_at, signals, causes
     from customer_profile where customer_id = any($1::uuid[]) order by customer_id for update`,
    [customerIds],
  );
  return new Map(rows.map((row) => [row.customer_id, row]));
}
