/** A moment of a calendar as a file writes it. */
interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Whether a time of day was given at all. */
  readonly timed: boolean;
}

const TIME = String.raw`(?:[T\s]+(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})(?:\.\d+)?秒?)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${TIME}$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
/** Days since 1899-12-30, as spreadsheets count; 1954 to 2119. */
const SERIAL = /^(\d{5})(\.\d+)?$/;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * A calendar day (`YYYY-MM-DD`) from 2017-03-05, 2017/3/5, 2017.3.5, 2017年3月5日, 20170305, a spreadsheet's serial number
 * or a moment. Day and month before the year are taken only when one of them can be no month. Undefined when it is none.
 */
export function parseDay(cell: string): string | undefined {
  const moment = parseZoned(cell);
  if (moment) return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const time = calendarTime(cell);
  return time ? `${time.year}-${two(time.month)}-${two(time.day)}` : undefined;
}

/** As `parseDay`, with a time of day in Asia/Shanghai; a day alone is its noon. Answers an instant, `…Z`. */
export function parseInstant(cell: string): string | undefined {
  const moment = parseZoned(cell);
  if (moment) return moment.toISOString();
  const time = calendarTime(cell);
  if (!time) return undefined;
  const hour = time.timed ? time.hour : 12;
  return new Date(Date.UTC(time.year, time.month - 1, time.day, hour - 8, time.minute, time.second)).toISOString();
}

function parseZoned(cell: string): Date | undefined {
  if (!ZONED.test(cell)) return undefined;
  const moment = new Date(cell);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function calendarTime(cell: string): CalendarTime | undefined {
  const serial = SERIAL.exec(cell);
  if (serial && Number(serial[1]) >= 20_000 && Number(serial[1]) <= 80_000)
    return fromSerial(Number(cell), serial[2] !== undefined);
  const first = YEAR_FIRST.exec(cell);
  if (first) return checked(first[1], first[2], first[3], first.slice(4));
  const compact = COMPACT.exec(cell);
  if (compact) return checked(compact[1], compact[2], compact[3], []);
  const last = YEAR_LAST.exec(cell);
  if (!last) return undefined;
  const [one, two] = [Number(last[1]), Number(last[2])];
  if (one <= 12 && two <= 12 && one !== two) return undefined;
  return one > 12
    ? checked(last[3], last[2], last[1], last.slice(4))
    : checked(last[3], last[1], last[2], last.slice(4));
}

function fromSerial(serial: number, timed: boolean): CalendarTime {
  const at = new Date(Math.round((SERIAL_ZERO + serial * DAY_MS) / 1000) * 1000);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    timed,
  };
}

/** Refuses days and times that no calendar and no clock has. */
function checked(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  clock: readonly (string | undefined)[],
): CalendarTime | undefined {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  const [hour, minute, second] = [Number(clock[0] ?? 0), Number(clock[1] ?? 0), Number(clock[2] ?? 0)];
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1900 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  if (!real || hour > 23 || minute > 59 || second > 59) return undefined;
  return { year, month, day, hour, minute, second, timed: clock[0] !== undefined };
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
