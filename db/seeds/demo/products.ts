import type { ProductRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { SectorKind } from './sectors.ts';

export interface Product {
  readonly row: ProductRow;
  /** What people call it in a note. */
  readonly nick: string;
  readonly fits: SectorKind;
  readonly weight: number;
  /** Median of a deal in yuan, and how far deals spread (deviation of the logarithm). */
  readonly median: number;
  readonly spread: number;
  /** Median length of a sale in days. */
  readonly cycle: number;
}

/** Name, nickname, series, list price, kind of customer, weight, median deal, spread, days of a sale. */
const PRODUCTS = [
  ['生产执行系统 MES 标准版', 'MES', '智造系列', 268_000, 'factory', 3, 320_000, 0.55, 82],
  ['设备联网网关 G200', '网关', '智造系列', 3_980, 'factory', 3, 78_000, 0.6, 44],
  ['质量追溯系统', '追溯系统', '智造系列', 158_000, 'factory', 2, 186_000, 0.45, 66],
  ['智能收银一体机 T5', '收银机', '智店系列', 4_680, 'shop', 4, 62_000, 0.7, 30],
  ['连锁门店管理系统', '门店系统', '智店系列', 98_000, 'shop', 3, 135_000, 0.5, 52],
  ['电子价签套装', '电子价签', '智店系列', 36_800, 'shop', 2, 96_000, 0.6, 47],
  ['会议平板 M75', '会议平板', '智办系列', 16_800, 'office', 4, 52_000, 0.6, 28],
  ['访客门禁系统 A3', '门禁', '智办系列', 56_000, 'office', 3, 84_000, 0.5, 40],
] as const;

export function makeProducts({ dice, time }: Era): Product[] {
  const at = time.ago(1600);
  return PRODUCTS.map(([name, nick, series, price, fits, weight, median, spread, cycle]) => ({
    row: { id: dice.id(at), name, series, list_price: price, created_at: at, updated_at: at },
    nick,
    fits,
    weight,
    median,
    spread,
    cycle,
  }));
}

/** What a customer of this kind is offered; now and then something of another series (everybody has meeting rooms). */
export function productFor({ dice }: Era, products: readonly Product[], kind: SectorKind): Product {
  return dice.weighted(
    products,
    (product) => product.weight * (product.fits === kind ? 1 : product.fits === 'office' ? 0.12 : 0.02),
  );
}
