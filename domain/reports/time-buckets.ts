import type { DayRange } from '../../kernel/contracts/reports.ts';

const DAY_MS = 86_400_000;
/** Longer ranges are neither filled nor laid beside each other bucket by bucket. */
const MAX_DAYS = 366 * 30;

/**
 * Names of all buckets of a range in their order, as the database names them (`2026-11`, `2026-Q4`, `2026-W47`…), or
 * undefined for a range of more than thirty years.
 */
export function timeBuckets(range: DayRange, dimension: string): string[] | undefined {
  const first = Date.parse(range.from);
  const last = Date.parse(range.to);
  if ((last - first) / DAY_MS > MAX_DAYS) return undefined;
  const names = new Set<string>();
  for (let at = first; at <= last; at += DAY_MS) names.add(bucketName(new Date(at), dimension));
  return [...names];
}

function bucketName(day: Date, dimension: string): string {
  const iso = day.toISOString().slice(0, 10);
  if (dimension === 'day') return iso;
  if (dimension === 'month') return iso.slice(0, 7);
  if (dimension === 'quarter') return `${iso.slice(0, 4)}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
  if (dimension === 'week') return isoWeek(day);
  return iso.slice(0, 4);
}

/** ISO 8601: a week belongs to the year its Thursday is in. */
function isoWeek(day: Date): string {
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

const QUARTERS = ['一', '二', '三', '四'];

/** A bucket's name as one says it: 2017-06 → 2017 年 6 月. Names of other dimensions are said as they are. */
export function sayBucket(name: string, dimension: string): string {
  const [year = '', rest = ''] = name.split('-');
  if (dimension === 'month') return `${year} 年 ${Number(rest)} 月`;
  if (dimension === 'quarter') return `${year} 年第${QUARTERS[Number(rest.slice(1)) - 1]}季度`;
  if (dimension === 'week') return `${year} 年第 ${Number(rest.slice(1))} 周`;
  return dimension === 'year' ? `${year} 年` : name;
}
