import type { Cell, ValueFormat } from '../../kernel/contracts/reports.ts';

const grouped = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/**
 * A number as it stands in a sentence: ¥9,876 · ¥1.2 万 · ¥3.4 亿 · 62.8% · 53.2 天 · 4,400. Tables write their cells
 * themselves, in full.
 */
export function formatValue(value: Cell, format: ValueFormat): string {
  if (value === null) return '—';
  if (typeof value === 'string') return value;
  if (format === 'money') return formatMoney(value);
  if (format === 'percent') return `${oneDecimal.format(value * 100)}%`;
  if (format === 'days') return `${oneDecimal.format(value)} 天`;
  return format === 'integer' ? grouped.format(value) : oneDecimal.format(value);
}

function formatMoney(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '-' : '';
  if (size >= 1e8) return `${sign}¥${oneDecimal.format(size / 1e8)} 亿`;
  if (size >= 1e4) return `${sign}¥${oneDecimal.format(size / 1e4)} 万`;
  return `${sign}¥${grouped.format(size)}`;
}
