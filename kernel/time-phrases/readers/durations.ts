import { addMinutes } from '../calendar.ts';
import { matchAt, NUMERAL_STARTS, phrase } from '../date-rule.ts';
import { readCount } from '../read-count.ts';
import { cutsNumber } from '../read-date.ts';
import type { Reader } from '../reader.ts';

const DAY_MINUTES = 24 * 60;
/** Minutes in a unit; a month is taken as 30 days, a quarter as 90, a year as 365. */
const UNIT_MINUTES: Readonly<Record<string, number>> = {
  分钟: 1,
  分: 1,
  刻钟: 15,
  小时: 60,
  钟头: 60,
  天: DAY_MINUTES,
  日: DAY_MINUTES,
  工作日: DAY_MINUTES,
  周: 7 * DAY_MINUTES,
  星期: 7 * DAY_MINUTES,
  礼拜: 7 * DAY_MINUTES,
  月: 30 * DAY_MINUTES,
  季度: 90 * DAY_MINUTES,
  年: 365 * DAY_MINUTES,
};
const UNITS =
  '分钟|刻钟|小时|钟头|工作日|天(?!然|猫|气|津|下)|周(?!年|[一二三四五六日末])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|(?<=[个半])月|季度|年(?!度|报|级|轻|会|龄|货|薪|代|糕|底|初|终|中)';
const COUNT = '(?<count>\\d{1,4}(?:\\.\\d{1,2})?|十几|{N}|半|几|数|两三)_个?';
/** 「一个半小时」 has its half before the unit, 「一年半」 after it. */
const LENGTH = phrase(`${COUNT}(?<half>半)?(?<unit>${UNITS})(?<halfAfter>半(?!年|月|价|个|径))?`);
const AWAY = phrase(
  `(?<lead>(?<![超不通经])再?过_?)?${COUNT}(?<half>半)?(?<unit>分钟|刻钟|小时|钟头|(?<=半)天)(?<way>之后|以后|过后|后(?!台|续)|之前|以前|前(?!台|后))?`,
);

/** Length in minutes, or undefined when the words count nothing. */
function minutesOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const count = readCount(groups.count);
  const unit = UNIT_MINUTES[groups.unit ?? ''];
  if (!count || unit === undefined) return undefined;
  return Math.round((count.value + (groups.half || groups.halfAfter ? 0.5 : 0)) * unit);
}

/** 「30天」「半个月」「一年半」「48小时」「3个工作日」: a length that is no place on the calendar. */
const length: Reader = {
  name: 'length of time',
  starts: `半几数${NUMERAL_STARTS}`,
  read: (text, at) => {
    if (cutsNumber(text, at)) return undefined;
    const match = matchAt(LENGTH, text, at);
    const minutes = match?.groups && minutesOf(match.groups);
    if (!match || minutes === undefined) return undefined;
    const workdays = match.groups?.unit === '工作日';
    return {
      end: at + match[0].length,
      value: { kind: 'duration', days: minutes / DAY_MINUTES, minutes, text: match[0], ...(workdays && { workdays }) },
    };
  },
};

/** 「半小时后」「过20分钟」「两小时前」: a minute counted from now. */
const away: Reader = {
  name: 'minutes and hours from now',
  starts: `再过半几${NUMERAL_STARTS}`,
  read: (text, at, { now }) => {
    if (cutsNumber(text, at)) return undefined;
    const match = matchAt(AWAY, text, at);
    const minutes = match?.groups && minutesOf(match.groups);
    if (!match?.groups || minutes === undefined || !(match.groups.lead ?? match.groups.way)) return undefined;
    const moment = addMinutes(now, match.groups.way?.endsWith('前') ? -minutes : minutes);
    return {
      end: at + match[0].length,
      value: { kind: 'instant', at: moment, date: moment.slice(0, 10), hasTime: true, grain: 'minute' },
    };
  },
};

export const durationReaders: readonly Reader[] = [away, length];
