import { queryOne } from '../../../db/query.ts';
import type { ProfileView } from '../../../kernel/contracts/profile.ts';
import type { WriteScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { localToday } from '../local-today.ts';
import type { CountedProfile } from './count-profiles.ts';
import type { HealthSignal } from './health-signal.port.ts';
import { readProfileSettings } from './profile-settings.ts';
import { tierWords } from './value-tier.ts';

type Row = CountedProfile & { readonly recency_days: number | null; readonly computed_at: string };

/** A customer before its first count. */
const UNKNOWN = {
  tier: 'prospect',
  last_order_on: null,
  orders: 0,
  spent: 0,
  r: null,
  f: null,
  m: null,
  health: null,
  health_level: null,
  confidence: 0,
  previous_health: null,
  health_changed_at: null,
  signals: {},
  causes: [],
  recency_days: null,
  computed_at: null,
} as const;

/**
 * What a customer is worth and how well it does, with every signal and why.
 * @throws AppError `crm.customer_not_found`, also for one the actor may not see
 */
export async function getProfile(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  signals: readonly HealthSignal[],
  input: { readonly id: string },
): Promise<ProfileView> {
  await getCustomer(scope, input);
  const stored = await queryOne<Row>(
    scope.em,
    `select tier, last_order_on::text as last_order_on, orders, spent::float8 as spent, r, f, m, health, health_level, confidence,
       previous_health, iso(health_changed_at) as health_changed_at, signals, causes, $2::date - last_order_on as recency_days,
       iso(computed_at) as computed_at
     from customer_profile where customer_id = $1`,
    [input.id, localToday(scope.clock)],
  );
  const { rfm, health } = await readProfileSettings(scope, signals);
  const row: Omit<Row, 'customer_id' | 'computed_at'> & { readonly computed_at: string | null } = stored ?? UNKNOWN;
  const purchases = { recency: row.recency_days, orders: row.orders, spent: row.spent };
  return {
    ...row,
    customer_id: input.id,
    causes: [...row.causes],
    tier_words: stored ? tierWords(row, purchases, rfm.window_days) : '还没有统计，稍后再看',
    signals: signals.map(({ key, label, words }) => {
      const state = row.signals[key] ?? { figure: null, points: null, weight: health.signals[key]?.weight ?? 0 };
      return { key, label, ...state, words: state.figure === null ? '暂无数据' : words(state.figure) };
    }),
  };
}
