const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A fraction 0–1 as per cent with at most one decimal: `0.425` → `42.5%`. '' for null. */
export function formatPercent(fraction: number | null | undefined): string {
  return fraction === null || fraction === undefined ? '' : `${number.format(fraction * 100)}%`;
}
