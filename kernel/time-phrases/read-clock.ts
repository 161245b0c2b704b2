import { matchAt, phrase } from './date-rule.ts';
import { readOrdinal } from './read-count.ts';
import type { DayPart } from './time-value.ts';

/** The hour taken when only a part of the day was named. */
export const DAY_PART_HOURS: Readonly<Record<DayPart, number>> = {
  dawn: 6,
  morning: 9,
  noon: 12,
  afternoon: 15,
  dusk: 18,
  evening: 20,
};
/** The hour taken when only a day was named. */
export const DEFAULT_HOUR = 9;

const PART_WORDS: Readonly<Record<string, DayPart>> = {
  凌晨: 'dawn',
  清晨: 'morning',
  清早: 'morning',
  一早: 'morning',
  大早上: 'morning',
  早上: 'morning',
  早晨: 'morning',
  早间: 'morning',
  早: 'morning',
  晨: 'morning',
  上午: 'morning',
  中午: 'noon',
  正午: 'noon',
  午间: 'noon',
  午: 'noon',
  下午: 'afternoon',
  午后: 'afternoon',
  傍晚: 'dusk',
  晚上: 'evening',
  晚间: 'evening',
  夜里: 'evening',
  夜间: 'evening',
  夜晚: 'evening',
  深夜: 'evening',
  半夜: 'evening',
  晚: 'evening',
  夜: 'evening',
};
const PART = '凌晨|清晨|清早|一早|早上|早晨|早间|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|夜里|夜间|夜晚|深夜|半夜';
/** Single characters mean a part of the day only right after a day (「明早」「周五晚」). */
const SHORT_PART = '早(?!点|会|期|教|餐|就|已|日)|晚(?!点|会|餐|报|班|于)|夜|晨|午';
const HOUR = '(?<hour>2[0-4]|1\\d|0?\\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])';
const MINUTE =
  '(?<minute>[0-5]\\d|\\d(?=分)|[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九]|[一二三四五六七八九](?=分))(?:分钟?|(?![\\d万亿千百%倍个家单条元块]))';
/** 「三点建议」 counts points, 「三点五万」 is a number. */
const NO_POINTS =
  '(?!(?:建议|要求|意见|原因|问题|想法|需求|体会|优势|说明|内容|理由|几|多万)|[零一二三四五六七八九\\d]+[万亿%倍])';
const SPOKEN = `${HOUR}_(?:点|时(?!期|代|候|尚|间|刻))${NO_POINTS}(?:钟|整|多(?![万少])|(?<half>半)|(?<quarter>[一三1-3])刻|_?${MINUTE})?`;
const WRITTEN = '(?<hh>2[0-4]|1\\d|0?\\d):(?<mm>[0-5]\\d)(?::[0-5]\\d)?(?!\\d)';

const LONG = phrase(`(?<part>${PART})?_(?:${SPOKEN}|${WRITTEN})`);
const SHORT = phrase(`(?<part>${SHORT_PART})_(?:${SPOKEN}|${WRITTEN})`);
const LONG_PART = phrase(`(?<part>${PART})(?!好|茶|饭|觉)`);
const SHORT_ONLY = phrase(`(?<part>${SHORT_PART})`);
export const CLOCK_STARTS = '凌清一早上中正午下傍晚夜深半0123456789零二两三四五六七八九十';

/** A time of day as it was said. Hours run to 24, or over it when the night goes on (「晚上12点」 = 24). */
export interface Clock {
  readonly end: number;
  readonly part?: DayPart;
  /** Undefined when only a part of the day was named. */
  readonly hour?: number;
  readonly minute: number;
  readonly grain: 'hour' | 'minute';
  /** True when neither a part of the day nor a 24-hour form says which half of the day is meant (「三点」). */
  readonly open: boolean;
}

/** The time of day at a position; `afterDay` also allows the short forms (「明早」「周五晚」). */
export function readClock(text: string, at: number, afterDay: boolean): Clock | undefined {
  const match = matchAt(LONG, text, at) ?? (afterDay ? matchAt(SHORT, text, at) : null);
  if (match?.groups) return fromGroups(match.groups, at + match[0].length);
  const partOnly = matchAt(LONG_PART, text, at) ?? (afterDay ? matchAt(SHORT_ONLY, text, at) : null);
  const part = PART_WORDS[partOnly?.groups?.part ?? ''];
  if (!partOnly || !part) return undefined;
  return { end: at + partOnly[0].length, part, minute: 0, grain: 'hour', open: false };
}

function fromGroups(groups: Readonly<Record<string, string | undefined>>, end: number): Clock | undefined {
  const words = groups.part;
  const said = groups.hour ?? groups.hh ?? '';
  const hour = readOrdinal(said);
  const minute = minuteOf(groups);
  if (!(hour <= 24) || (hour === 24 && minute > 0)) return undefined;
  const part = words === undefined ? undefined : PART_WORDS[words];
  const grain = groups.minute === undefined && !groups.half && !groups.quarter && !groups.mm ? 'hour' : 'minute';
  const open = part === undefined && hour >= 1 && hour <= 12 && !said.startsWith('0') && !(groups.hh && hour >= 7);
  return { end, ...(part && { part }), hour: part ? inPart(hour, part) : hour, minute, grain, open };
}

function minuteOf({ minute, half, quarter, mm }: Readonly<Record<string, string | undefined>>): number {
  if (half) return 30;
  if (quarter) return readOrdinal(quarter) * 15;
  if (mm) return Number(mm);
  return minute === undefined ? 0 : readOrdinal(minute.replace(/^[零〇]/, ''));
}

/** The hour of the day for an hour said with its part. A night past midnight belongs to the next day (24 and over). */
function inPart(hour: number, part: DayPart): number {
  if (hour > 12) return hour;
  if (part === 'dawn') return hour === 12 ? 0 : hour;
  if (part === 'noon') return hour <= 3 ? hour + 12 : hour;
  if (part === 'afternoon' || part === 'dusk') return hour === 12 || hour === 0 ? 12 : hour + 12;
  if (part === 'evening') return hour === 12 || hour <= 4 ? (hour % 12) + 24 : hour + 12;
  return hour;
}
