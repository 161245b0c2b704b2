import { formatMoney } from '../../../kernel/format/money.ts';
import type { RfmBounds, Tier, TierTable } from '../../../kernel/contracts/profile.ts';
import { TIER_WORDS } from './profile-words.ts';

/** What a customer bought within the window. */
export interface Purchases {
  /** Days since the last one; null without any. */
  readonly recency: number | null;
  readonly orders: number;
  /** Yuan. */
  readonly spent: number;
}

export interface ValueState {
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
  readonly tier: Tier;
}

const above = (figure: number, bounds: readonly number[]): number => bounds.filter((bound) => figure > bound).length;

/** Recency, frequency and money as classes 1 to 5, five the best, and the tier the table names for them. */
export function valueOf({ recency, orders, spent }: Purchases, bounds: RfmBounds, tiers: TierTable): ValueState {
  if (recency === null || orders === 0) return { r: null, f: null, m: null, tier: 'prospect' };
  const r = 5 - above(recency, bounds.recency);
  const f = 1 + above(orders, bounds.frequency);
  const m = 1 + above(spent, bounds.monetary);
  return { r, f, m, tier: tiers[m - 1]![habitOf(r, f) - 1]! };
}

/** The class of recency and frequency together; half a class counts up. */
export function habitOf(r: number, f: number): number {
  return Math.round((r + f) / 2);
}

/** Why a customer has its tier. */
export function tierWords(
  value: Pick<ValueState, 'tier' | 'r' | 'f' | 'm'>,
  purchases: Purchases,
  windowDays: number,
): string {
  const word = TIER_WORDS[value.tier];
  if (value.r === null) return `${word}：近 ${windowDays} 天没有订单`;
  const { recency, orders, spent } = purchases;
  return `${word}：近 ${windowDays} 天 ${orders} 单，共 ${formatMoney(spent)}，最近一单在 ${recency} 天前（R${value.r} F${value.f} M${value.m}）`;
}
