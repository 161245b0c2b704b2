import { matchAt } from './date-rule.ts';
import { normaliseText } from './normalise-text.ts';
import { parseChineseNumber } from './parse-chinese-number.ts';
import type { NumberKind } from './read-number-unit.ts';
import { readNumberUnit } from './read-number-unit.ts';

export type { NumberKind };

/** A number in a sentence. `value` is in the unit itself (元, not 万元); percentages are fractions (20% → 0.2), 八折 → 0.8. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
  readonly kind: NumberKind;
  /** 元 for every word of money, % for every fraction, else the Chinese unit; absent for `plain`. */
  readonly unit?: string;
  /** 「30多万」「五十来个」「十几个」「三五家」 (the larger counts). */
  readonly approximate?: true;
  /** 「第3条」; the span begins after 「第」. */
  readonly ordinal?: true;
}

const DIGITS = '\\d{1,3}(?:[,，]\\d{3}){1,6}(?:\\.\\d{1,8})?|\\d{1,18}(?:\\.\\d{1,8})?';
const CHINESE =
  '[零〇一二两三四五六七八九十百千万亿廿]{1,16}(?:点[零〇一二三四五六七八九]{1,8}[十百千万亿]{0,3})?|半(?=个?(?:小时|钟头|天|月|年|季度|星期))';
const SCALE = '(?:[百千]?万亿?|[百千]?亿|[百千]|[kw](?![a-z]))';
/** 「3亿2000万」「1千2百」, and the short 「1万5」 where the digit counts nothing else. */
const MIXED = `${SCALE}(?:\\d{1,4}(?:[百千]?万|[百千](?!分)))*(?:\\d{1,4}(?=[元块])|\\d(?![\\d.个家单条名位台人次天月年号日点%]))?`;
const NUMBER = new RegExp(
  `(?<head>[¥￥])?(?<share>[百千万]分之)?(?<minus>负|-(?=\\d))?` +
    `(?:(?<digits>${DIGITS}) ?(?<more>[多余几来])?(?<mixed>${MIXED})?|(?<chinese>${CHINESE}))` +
    `(?<about>[多余来几](?=[个家万亿单条元块人位天名台次]))?(?<big>(?<=[多余来几])[万亿])? ?`,
  'iy',
);
const STARTS = /[\d零〇一二两三四五六七八九十百千万廿负半¥￥-]/;
const ONLY_DIGITS = /^[零〇一二三四五六七八九]{1,2}$/;
/** 「三五家」「两三个」: two neighbours, either of them. */
const EITHER = /^[一二两三四五六七八][二三四五六七八九]$/;

/**
 * Every number of a sentence with its unit, from left to right, without overlap. A single Chinese numeral counts only with
 * a unit (「三个」, not 「看一下」). Dates are numbers too: mask them out where they should not count. Never throws.
 */
export function findNumbers(text: string): NumberSpan[] {
  const words = normaliseText(text);
  const spans: NumberSpan[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const span = readNumber(text, words, at);
    if (!span) continue;
    spans.push(span);
    at = span.end - 1;
  }
  return spans;
}

function readNumber(text: string, words: string, at: number): NumberSpan | undefined {
  if (!STARTS.test(words[at] ?? '') || inWord(words, at)) return undefined;
  const match = matchAt(NUMBER, words, at);
  if (!match?.groups) return undefined;
  const { head, share, minus, chinese = '', more, about } = match.groups;
  const either = EITHER.test(chinese);
  const body = parseChineseNumber(either ? chinese.slice(1) : spelled(match.groups));
  if (body === undefined) return undefined;
  const afterNumber = at + match[0].length;
  const unit = share
    ? { kind: 'percent' as const, end: afterNumber, factor: 1, unit: '%' }
    : readNumberUnit(words, afterNumber, body);
  if (!unit && !minus && ONLY_DIGITS.test(chinese.replace('两', '二'))) return undefined;
  const end = unit?.end ?? at + match[0].trimEnd().length;
  const value = ((unit?.add ?? 0) + body * (unit?.factor ?? 1)) * (minus ? -1 : 1);
  const unitName = head ? '元' : unit?.unit;
  return {
    start: at,
    end,
    text: text.slice(at, end),
    value: Number(value.toPrecision(15)),
    kind: head ? 'money' : (unit?.kind ?? 'plain'),
    ...(unitName && { unit: unitName }),
    ...((more || about || either) && { approximate: true }),
    ...(words[at - 1] === '第' && { ordinal: true }),
  };
}

/** The words of the number without what makes it approximate. */
function spelled({
  share = '',
  digits,
  mixed = '',
  chinese = '',
  big = '',
}: Record<string, string | undefined>): string {
  return `${share}${(digits ?? chinese) + mixed}${big}`;
}

/** True in the middle of a longer number, a code or a decimal (「A20」「1.5」 at the 5). */
function inWord(words: string, at: number): boolean {
  const [before, first] = [words[at - 1] ?? '', words[at] ?? ''];
  if (first === '-') return /[\da-z]/i.test(before);
  if (/\d/.test(first)) return /[\da-z]/i.test(before) || (before === '.' && /\d/.test(words[at - 2] ?? ''));
  return /[零〇一二两三四五六七八九十百千万]/.test(first) && /[零〇一二两三四五六七八九十百千万]/.test(before);
}
