import type { Cell, ValueFormat } from '../../../kernel/contracts/reports.ts';
import { formatDays } from '../format/format-days.ts';
import { formatMoney, formatShortMoney } from '../format/format-money.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatPercent } from '../format/format-percent.ts';
import { formatTime } from '../format/format-time.ts';
import { ZONE, ZONE_OFFSET } from '../format/zone.ts';

export interface WriteOptions {
  now: Date;
  language: 'zh' | 'en';
  /** Money at a glance (1.2 万), for axes and labels. */
  short?: boolean | undefined;
}

const EMPTY = '—';
const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/;
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false });

/** A value of an answer as words, by the format of its column. */
export function writeCell(value: Cell, format: ValueFormat, options: WriteOptions): string {
  if (value === null || value === '') return EMPTY;
  if (typeof value === 'string') {
    if (format === 'date') return formatTime(value.slice(0, 10), options.now, options.language);
    return format === 'datetime' ? formatTime(withZone(value), options.now, options.language) : value;
  }
  switch (format) {
    case 'money':
      return options.short ? formatShortMoney(value, options.language) : formatMoney(value);
    case 'percent':
      return formatPercent(value);
    case 'days':
      return formatDays(value, options.language);
    default:
      return formatNumber(value);
  }
}

/**
 * A moment with its clock time, however far away: a person who agrees to a reminder must see the hour.
 *
 * @param text ISO time; without a zone it is wall time of the organisation.
 */
export function writeMoment(text: string, { now, language }: WriteOptions): string {
  if (text.length === 10) return formatTime(text, now, language);
  const iso = withZone(text);
  const words = formatTime(iso, now, language);
  return words.includes(':') ? words : `${words} ${clock.format(new Date(iso))}`;
}

function withZone(text: string): string {
  return text.length === 10 || HAS_ZONE.test(text) ? text : `${text}${ZONE_OFFSET}`;
}
