const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Yuan to the cent: `¥12,345`, `-¥3.5`. '' for null. */
export function formatMoney(yuan: number | null | undefined): string {
  if (yuan === null || yuan === undefined) return '';
  return `${yuan < 0 ? '-' : ''}¥${whole.format(Math.abs(yuan))}`;
}

/**
 * Yuan at a glance, by one rule: below 10,000 in full (`¥9,800`), from there in 万 and from 100 million in 亿 with at
 * most one decimal (`1.2 万`, `3 亿`). English keeps the full amount. '' for null.
 */
export function formatShortMoney(yuan: number | null | undefined, language: 'zh' | 'en' = 'zh'): string {
  if (yuan === null || yuan === undefined) return '';
  const size = Math.abs(yuan);
  if (language === 'en' || size < 10_000) return formatMoney(yuan);
  // 99,999,999 would round to 10,000 万: from there the larger unit is the shorter word.
  if (size < 99_995_000) return `${short.format(yuan / 10_000)} 万`;
  return `${short.format(yuan / 100_000_000)} 亿`;
}
