const MINUTE_MS = 60_000;
/** A slot that was missed for longer is not made up. */
export const LONGEST_CATCH_UP_MS = 24 * 60 * MINUTE_MS;

const NAMES: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  sun: 0,
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
};
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** A time table of five fields, as the minutes, hours, days, months and weekdays it names. */
interface CronTable {
  readonly fields: readonly ReadonlySet<number>[];
  /** Whether day and weekday are both restricted: then either is enough, as cron has it. */
  readonly eitherDay: boolean;
}

/** @returns undefined where it cannot be read */
export function readCron(text: string): CronTable | undefined {
  const parts = text.trim().toLowerCase().split(/\s+/);
  if (parts.length !== 5) return undefined;
  const fields = parts.map((part, at) => readField(part, RANGES[at]!));
  if (fields.some((field) => field === undefined)) return undefined;
  const sets = fields as ReadonlySet<number>[];
  if (sets[4]!.has(7)) sets[4] = new Set([...sets[4]!, 0]);
  return { fields: sets, eitherDay: !parts[2]!.startsWith('*') && !parts[4]!.startsWith('*') };
}

function readField(text: string, [low, high]: readonly [number, number]): Set<number> | undefined {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const matched = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/.exec(part);
    if (!matched) return undefined;
    const [, from, to, step] = matched;
    const first = from === '*' ? low : numberOf(from!);
    const last = from === '*' ? high : to ? numberOf(to) : step ? high : first;
    const by = Number(step ?? 1);
    if (!(first >= low && last <= high && first <= last && by >= 1)) return undefined;
    for (let value = first; value <= last; value += by) found.add(value);
  }
  return found;
}

function numberOf(word: string): number {
  return NAMES[word] ?? (/^\d+$/.test(word) ? Number(word) : Number.NaN);
}

/** The last minute after `after` and not after `now` that the time table names in its zone; null: none. */
export function lastSlot(cron: string, zone: string, after: Date, now: Date): Date | null {
  const table = readCron(cron);
  if (!table) return null;
  const earliest = Math.max(after.getTime() + 1, now.getTime() - LONGEST_CATCH_UP_MS);
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });
  for (let at = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS; at >= earliest; at -= MINUTE_MS)
    if (matches(table, clock, new Date(at))) return new Date(at);
  return null;
}

function matches({ fields, eitherDay }: CronTable, clock: Intl.DateTimeFormat, at: Date): boolean {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const [minute, hour, day, month, weekday] = fields as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  if (!minute.has(Number(part.minute)) || !hour.has(Number(part.hour)) || !month.has(Number(part.month))) return false;
  const onDay = day.has(Number(part.day));
  const onWeekday = weekday.has(NAMES[part.weekday!.toLowerCase()]!);
  return eitherDay ? onDay || onWeekday : onDay && onWeekday;
}
