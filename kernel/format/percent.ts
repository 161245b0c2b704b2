const oneDecimal = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** A fraction 0-1 as per cent with at most one decimal: 0.628 → 62.8%, 1 → 100%. */
export function formatPercent(fraction: number): string {
  return `${oneDecimal.format(fraction * 100)}%`;
}
