const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * An amount in yuan as it stands in a sentence, exact and in full: ¥1,234,500 · ¥99.50 · -¥300 · ¥0. Cents are shown only
 * where there are some.
 */
export function formatMoney(yuan: number): string {
  const size = Math.abs(Math.round(yuan * 100) / 100);
  const digits = Number.isInteger(size) ? whole.format(size) : cents.format(size);
  return `${yuan < 0 && size > 0 ? '-' : ''}¥${digits}`;
}
