import { addDays } from '../calendar.ts';
import type { DateReading, TimeContext } from '../date-rule.ts';
import { matchAt, phrase } from '../date-rule.ts';
import { clockAfter, clockFromNow, clockOnDay } from '../place-clock.ts';
import type { Clock } from '../read-clock.ts';
import { CLOCK_STARTS, readClock } from '../read-clock.ts';
import type { DateMatch } from '../read-date.ts';
import { cutsNumber } from '../read-date.ts';
import { JOIN, readRange } from '../read-range.ts';
import type { Reader, Reading } from '../reader.ts';
import type { InstantValue, LocalDay, RangeValue } from '../time-value.ts';

const GLUE = phrase('(?:的|t(?=\\d)|[ ,，](?=[\\d上下早中晚凌傍]))?');
const SINCE = phrase('_(?:以来|起?至今|迄今|到现在|到目前|到今[天日]|到此刻|开始到现在)(?:为止)?');
const FROM_ON = phrase('(?:之后|以后|过后|后(?![天年期台续面半])|起(?!来|码|止)|开始(?!到))');
const BEFORE = phrase('(?:之前|以前|前(?![天年期台后端几0-9一二两三四五六七八九十]))');
const WITHIN = phrase('(?:之内|以内|内(?![部容向存销]))');
const ABOUT = phrase('(?:左右|前后)');
const OPEN_DAYS = 30;
/** Words before 「三点」 that make it three points and not three o'clock. */
const COUNTS_POINTS = /(?:[有这那共第提说下分强扣减加差]|[提说讲列写]了)$/;

function rangeValue(reading: DateReading, text: string): RangeValue {
  const { from, to, grain, point, vague, dayPart } = reading;
  return {
    kind: 'range',
    from,
    to,
    grain,
    phrase: text,
    ...(point && { point }),
    ...(vague && { vague }),
    ...(dayPart && { dayPart }),
  };
}

/** A clock's place, with the end of its window (「三点到五点」) when one follows. */
function instant(text: string, clock: Clock & { hour: number }, at: string): Reading {
  const base = {
    kind: 'instant',
    at,
    date: at.slice(0, 10),
    hasTime: true,
    grain: clock.grain,
    ...(clock.part && { dayPart: clock.part }),
  } as const;
  const join = matchAt(JOIN, text, clock.end);
  const second = join && readClock(text, clock.end + join[0].length, false);
  const until = second && hasHour(second) ? clockAfter(at, second) : undefined;
  const end = until === undefined || !second ? clock.end : second.end;
  const about = matchAt(ABOUT, text, end)?.[0].length ?? 0;
  const value: InstantValue = { ...base, ...(until !== undefined && { until }), ...(about > 0 && { vague: true }) };
  return { end: end + about, value };
}

function hasHour(clock: Clock): clock is Clock & { hour: number } {
  return clock.hour !== undefined;
}

/** What follows a single day: a clock makes it an instant, a part of the day is kept. */
function withClock(
  text: string,
  { end, reading }: DateMatch,
  after: number,
  context: TimeContext,
): Reading | undefined {
  const clock = readClock(text, after, after === end);
  if (!clock) return undefined;
  const day = reading.point ?? reading.from;
  if (hasHour(clock)) {
    const at = clockOnDay(day, clock);
    // 「周三9点」 said on a Wednesday at ten, looking ahead, is next week's.
    const over = reading.weekly && context.direction === 'future' && at <= context.now;
    return instant(text, clock, over ? clockOnDay(addDays(day, 7), clock) : at);
  }
  return {
    end: clock.end,
    value: { ...rangeValue({ ...reading, grain: 'day', from: day, to: day }, ''), dayPart: clock.part ?? 'morning' },
  };
}

/** 「5月以来」: from its begin until today. */
function since(reading: DateReading, today: LocalDay): RangeValue {
  const range = { from: reading.from, to: reading.from > today ? reading.to : today };
  return { kind: 'range', ...range, grain: range.from === range.to ? 'day' : 'days', phrase: '' };
}

/** 「下周三以后」: the days after it; 「3月起」: from its begin on. Looking back both end today. */
function fromOn(reading: DateReading, words: string, { today, direction }: TimeContext): RangeValue {
  const begins = /起|开始/.test(words);
  const from = begins ? reading.from : addDays(reading.to, 1);
  if (direction === 'past' && from <= today) return { kind: 'range', from, to: today, grain: 'days', phrase: '' };
  return { kind: 'range', from, to: addDays(from, OPEN_DAYS), grain: 'days', phrase: '', openEnd: true, vague: true };
}

/**
 * 「周五前」 and 「月底前」 include the day they name, 「5月前」 ends with April. Ahead of now the range begins today; for the
 * past it begins with the year, as nothing else was said.
 */
function until(reading: DateReading, today: LocalDay, inclusive: boolean): RangeValue {
  const to =
    inclusive || reading.grain === 'day' || reading.point ? (reading.point ?? reading.to) : addDays(reading.from, -1);
  if (to >= today && !inclusive) return { kind: 'range', from: today, to, grain: 'days', phrase: '' };
  return {
    kind: 'range',
    from: `${to.slice(0, 4)}-01-01`,
    to,
    grain: 'days',
    phrase: '',
    openStart: true,
    vague: true,
  };
}

/** 「本周内」: the whole of it looking back, what is left of it looking ahead. */
function left(reading: DateReading, { today, direction }: TimeContext): RangeValue {
  const running = direction === 'future' && reading.from < today && today <= reading.to;
  return rangeValue(running ? { ...reading, from: today, grain: 'days' } : reading, '');
}

function withSuffix(text: string, { end, reading }: DateMatch, context: TimeContext): Reading | undefined {
  const about = matchAt(ABOUT, text, end);
  if (about) return { end: end + about[0].length, value: { ...rangeValue(reading, ''), vague: true } };
  const within = matchAt(WITHIN, text, end);
  if (within) return { end: end + within[0].length, value: left(reading, context) };
  const sinceWords = matchAt(SINCE, text, end);
  if (sinceWords && reading.from <= context.today)
    return { end: end + sinceWords[0].length, value: since(reading, context.today) };
  const fromWords = matchAt(FROM_ON, text, end);
  if (fromWords) return { end: end + fromWords[0].length, value: fromOn(reading, fromWords[0], context) };
  const before = matchAt(BEFORE, text, end);
  if (before) return { end: end + before[0].length, value: until(reading, context.today, false) };
  return undefined;
}

/** Days, ranges, and moments on a day: 「上周」「5月到8月」「下周三下午三点」「今年以来」「月底前」. */
const datedMoment: Reader = {
  name: 'days, and moments on them',
  read: (text, at, context) => {
    const match = readRange(text, at, context);
    if (!match) return undefined;
    const glue = matchAt(GLUE, text, match.end)?.[0].length ?? 0;
    const clocked =
      match.reading.from === match.reading.to || match.reading.point
        ? withClock(text, match, match.end + glue, context)
        : undefined;
    return clocked ?? withSuffix(text, match, context) ?? { end: match.end, value: rangeValue(match.reading, '') };
  },
};

/** A clock without a day: 「下午三点一刻」「3点」; 「下午」 alone is a part of today (of tomorrow when it is over). */
const bareClock: Reader = {
  name: 'clock',
  starts: CLOCK_STARTS,
  read: (text, at, context) => {
    if (cutsNumber(text, at)) return undefined;
    const clock = readClock(text, at, false);
    if (!clock) return undefined;
    if (hasHour(clock)) {
      if (clock.open && COUNTS_POINTS.test(text.slice(Math.max(0, at - 2), at))) return undefined;
      return instant(text, clock, clockFromNow(clock, context));
    }
    const part = clock.part ?? 'morning';
    const over = context.direction === 'future' && Number(context.now.slice(11, 13)) >= PART_ENDS[part];
    const day = addDays(context.today, over ? 1 : 0);
    return { end: clock.end, value: rangeValue({ from: day, to: day, grain: 'day', dayPart: part }, '') };
  },
};

/** The hour at which a part of the day is over. */
const PART_ENDS = { dawn: 6, morning: 12, noon: 14, afternoon: 18, dusk: 20, evening: 24 } as const;

/** 「从3月到现在」「自去年5月」「从周一到周五」. */
const fromDate: Reader = {
  name: 'from a day on',
  starts: '从自打',
  read: (text, at, context) => {
    const match = readRange(text, at + 1, context);
    if (!match) return undefined;
    const suffixed = withSuffix(text, match, context);
    if (suffixed) return suffixed;
    const inner = datedMoment.read(text, at + 1, context);
    if (inner && (inner.value.kind === 'instant' || inner.end > match.end)) return inner;
    if (matchAt(JOIN, text, match.end - 1) || match.reading.grain === 'days') return inner;
    return { end: match.end, value: fromOn(match.reading, '起', context) };
  },
};

const UNTIL = phrase('截[至止](?:到|至)?_?(?:了|于)?');
const UNTIL_END = phrase('(?:为止|止|底(?!薪))');

/** 「截至昨天」「截止到上月底」. */
const untilDate: Reader = {
  name: 'until a day',
  starts: '截',
  read: (text, at, context) => {
    const words = matchAt(UNTIL, text, at);
    const match = words && readRange(text, at + words[0].length, context);
    if (!match) return undefined;
    const tail = matchAt(UNTIL_END, text, match.end)?.[0].length ?? 0;
    return { end: match.end + tail, value: until(match.reading, context.today, true) };
  },
};

export const momentReaders: readonly Reader[] = [datedMoment, bareClock, fromDate, untilDate];
