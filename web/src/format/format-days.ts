const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A number of days with at most one decimal: `12.5 天`. '' for null. */
export function formatDays(days: number | null | undefined, language: 'zh' | 'en' = 'zh'): string {
  if (days === null || days === undefined) return '';
  if (language === 'en') return `${number.format(days)} ${days === 1 ? 'day' : 'days'}`;
  return `${number.format(days)} 天`;
}
