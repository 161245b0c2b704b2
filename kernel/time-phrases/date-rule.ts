import type { DayPart, DayRange, Direction, Grain, LocalDay, LocalMinute } from './time-value.ts';

/** What a rule may look at besides the words. */
export interface TimeContext {
  readonly today: LocalDay;
  readonly now: LocalMinute;
  readonly direction: Direction;
  /** Set while the second half of 「5月到8月」 is read: the reading should not begin before it. */
  readonly after?: DayRange;
}

/** The days a date phrase stands for. `grain` also decides which rules may follow (「去年」 + 「5月」 + 「3号」). */
export interface DateReading extends DayRange {
  readonly grain: Grain;
  readonly point?: LocalDay;
  readonly vague?: true;
  readonly dayPart?: DayPart;
  /** A weekday without its week: the one a week later is as good. */
  readonly weekly?: true;
  /** True when the words are a rolling stretch (「近7天」) that takes no clock and no 「以来」. */
  readonly closed?: true;
}

export type Groups = Readonly<Record<string, string | undefined>>;

/**
 * One small rule: words → days. A rule with `inside` may follow a reading of those grains and then gets it as `frame`;
 * a rule with `alone: false` stands nowhere else.
 */
export interface DateRule {
  readonly name: string;
  readonly inside?: readonly Grain[];
  readonly alone?: false;
  /** The characters a match can begin with, so most positions of a sentence try no rule at all. */
  readonly starts: string;
  readonly pattern: RegExp;
  readonly read: (groups: Groups, context: TimeContext, frame: DateReading | undefined) => DateReading | undefined;
}

const NUMERAL = '零〇一二两三四五六七八九十廿卅百';

/** Names usable in `phrase` notation. */
const PARTS: Readonly<Record<string, string>> = {
  // A count: 7, 三, 十五; at most six characters, so that no text makes a rule slow.
  N: `(?:\\d{1,4}|[${NUMERAL}]{1,6})`,
  MONTH: '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])',
  DAY: '(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])',
  WEEK: '(?:周|星期|礼拜)',
  // A weekday, unless the character begins another word: 「上周一共」「上周日均」「上周三个客户」「周五十单」.
  WEEKDAY:
    '(?:[一二三四五六日天末](?![十百千万])|[1-7](?!\\d))(?![个家天单条次人位笔倍](?!工作日))' +
    '(?!(?<=一)[共起样直些定般旦向]|(?<=日)[均报志常]|(?<=天)气)',
};

export const NUMERAL_STARTS = '0123456789零〇一二两三四五六七八九十廿卅百';
export const DIGIT_STARTS = '0123456789';

/**
 * Compiles a rule's words to a sticky expression. `{N}` `{MONTH}` `{DAY}` `{WEEK}` `{WEEKDAY}` stand for numbers and names,
 * `_` for an optional blank. Flags: sticky, ignore case.
 */
export function phrase(notation: string): RegExp {
  const source = notation
    .replaceAll(/\{(N|MONTH|DAY|WEEK|WEEKDAY)\}/g, (_, name: string) => PARTS[name] ?? '')
    .replaceAll('_', ' ?');
  return new RegExp(source, 'iy');
}

/** Runs a sticky expression at a position. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
