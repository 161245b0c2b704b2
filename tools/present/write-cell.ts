import type { Cell, ValueFormat } from '../../kernel/contracts/reports.ts';
import { formatMoney } from '../../kernel/format/money.ts';
import { formatPercent } from '../../kernel/format/percent.ts';
import { localMinute } from '../../kernel/time-phrases/local-day.ts';

const plain = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** A value in words, exact: money in full, days with their unit, moments as local minutes. Empty is «—». */
export function writeCell(cell: Cell, format: ValueFormat): string {
  if (cell === null || cell === '') return '—';
  if (typeof cell === 'string') return format === 'datetime' ? localMinute(new Date(cell)).replace('T', ' ') : cell;
  if (format === 'money') return formatMoney(cell);
  if (format === 'percent') return formatPercent(cell);
  if (format === 'days') return `${plain.format(cell)} 天`;
  return plain.format(cell);
}
