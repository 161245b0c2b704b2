import { addDays, partsOf } from '../calendar.ts';
import type { DateReading, DateRule, TimeContext } from '../date-rule.ts';
import { phrase } from '../date-rule.ts';
import { festivalDays, type Festival } from '../festivals.ts';
import { isWorkday, moveWorkdays } from '../workdays.ts';
import { singleDay } from './named-days.ts';

const NAMES: Readonly<Record<string, Festival>> = {
  元旦: 'new_year',
  春节: 'spring_festival',
  新年: 'spring_festival',
  过年: 'spring_festival',
  大年: 'spring_festival',
  年: 'spring_festival',
  元宵: 'lantern',
  元宵节: 'lantern',
  正月十五: 'lantern',
  正月: 'first_lunar_month',
  清明: 'qingming',
  五一: 'labour_day',
  劳动节: 'labour_day',
  端午: 'dragon_boat',
  中秋: 'mid_autumn',
  国庆: 'national_day',
  十一: 'national_day',
};
const NAME = '元旦|春节|新年|过年|元宵节?|正月十五|正月|清明|五一|劳动节|端午|中秋|国庆|十一';
/** 「年」 alone is the Spring Festival only where nothing counts it: not in 「三年后」「今年前」. */
const BARE_YEAR = '(?<![\\d零一二两三四五六七八九十百几数半多今明去前每当本同周整全近])年';
const TAIL = '(?:假期|长假|小长假|放假|节)?';
/** How long before a festival 「年前」 means: there must be time left to do it. */
const BEFORE_DAYS = 14;
const YEARS_AHEAD = 2;

/** The first working day after the next such festival. Looking back nobody means it. */
function after(name: string, { today, direction }: TimeContext): DateReading | undefined {
  return nextOf(name, today, direction, (days) => moveWorkdays(days.to, 1));
}

/** Two weeks before the next such festival, or as soon as possible where that is over; moved on to a working day. */
function before(name: string, { today, direction }: TimeContext): DateReading | undefined {
  const reading = nextOf(name, today, direction, (days) => addDays(days.from, -1));
  if (!reading) return undefined;
  const early = addDays(reading.to, 1 - BEFORE_DAYS);
  const day = early > today ? early : addDays(today, 1);
  const point = isWorkday(day) ? day : moveWorkdays(day, 1);
  return { from: today, to: reading.to, grain: 'days', vague: true, point: point <= reading.to ? point : reading.to };
}

function nextOf(
  name: string,
  today: string,
  direction: TimeContext['direction'],
  place: (days: { from: string; to: string }) => string,
): DateReading | undefined {
  const festival = NAMES[name];
  if (direction !== 'future' || !festival) return undefined;
  const { year } = partsOf(today);
  for (let shift = 0; shift <= YEARS_AHEAD; shift += 1) {
    const days = festivalDays(festival, year + shift);
    const day = days && place(days);
    if (day !== undefined && day > today) return { ...singleDay(day), vague: true };
  }
  return undefined;
}

/**
 * 过完年, 年后, 春节以后, 过了元旦, 国庆回来, 出了正月; 年前, 春节之前. Only looking ahead: a report that asks for
 * 「国庆期间」 means other days.
 */
export const festivalRules: readonly DateRule[] = [
  {
    name: 'after a festival, verb first',
    starts: '过等出',
    pattern: phrase(`(?:等?过完了?|等?过了|出了?)(?:这个)?(?<name>${NAME}|大年|年)${TAIL}(?:再|以后|之后|后)?`),
    read: ({ name = '' }, context) => after(name, context),
  },
  {
    name: 'after a festival',
    starts: '元春新过正清五劳端中国十年',
    pattern: phrase(
      `(?<name>${NAME}|${BARE_YEAR})${TAIL}(?:之后|以后|过后|后(?![天年期台续面半勤])|回来|上班|过了|过完|完了)`,
    ),
    read: ({ name = '' }, context) => after(name, context),
  },
  {
    name: 'before a festival',
    starts: '元春新过清五劳端中国十年',
    pattern: phrase(`(?<name>${NAME}|${BARE_YEAR})${TAIL}(?:之前|以前|前(?![天年期台后几]))`),
    read: ({ name = '' }, context) => before(name, context),
  },
];
