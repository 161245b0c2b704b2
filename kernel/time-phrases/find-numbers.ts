import { normaliseText } from './normalise-text.ts';
import { matchAt } from './date-rule.ts';
import { parseChineseNumber } from './parse-chinese-number.ts';
import { cutsNumber } from './read-date.ts';

export const NUMBER_KINDS = ['money', 'percent', 'discount', 'count', 'duration', 'plain'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** A number in a sentence. `value` is in the unit itself (元, not 万元); percentages are fractions (20% → 0.2), 八折 → 0.8. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: number;
  readonly kind: NumberKind;
  /** As written, 元 for every word of money; undefined for `plain`. */
  readonly unit?: string;
  /** 「30多万」「五十来个」. */
  readonly approximate?: true;
  /** 「第3条」. */
  readonly ordinal?: true;
}

/** Which unit words make which kind of number; longer words first. */
const UNITS: ReadonlyArray<readonly [NumberKind, string]> = [
  ['percent', '%|‰|个?百分点|成半|成(?![交员本立功为长果都年])'],
  ['discount', '折(?!扣|合|算)'],
  ['money', '元人民币|人民币|块钱|元|块|圆|rmb|cny'],
  [
    'duration',
    '个工作日|工作日|个小时|小时|个钟头|分钟|个季度|季度|个月|个星期|个礼拜|星期|礼拜|天|周(?!年|[一二三四五六日末])|年',
  ],
  [
    'count',
    '个人|单|家|个|条|位|名|人(?!民)|次|台|套|件|笔|份|通|页|组|款|场|倍|间|张|本|支|瓶|箱|盒|斤|公斤|吨|平米|平方米|平方|门店|户|步|轮|级|分(?!钟|之)|遍|只|辆|座|亩',
  ],
];
const DIGITS = '\\d{1,3}(?:[,，]\\d{3}){1,6}(?:\\.\\d{1,8})?|\\d{1,18}(?:\\.\\d{1,8})?';
const CHINESE = '[零〇一二两三四五六七八九十百千万亿廿]{1,16}(?:点[零〇一二三四五六七八九]{1,8}[十百千万亿]{0,3})?';
const SCALE = '(?:[百千]?万亿?|[百千]?亿|[百千]|[kw](?![a-z]))';
const NUMBER = new RegExp(
  `(?<head>[¥￥])?(?<share>[百千万]分之)?(?<minus>负|-(?=\\d))?(?:(?<digits>${DIGITS}) ?(?<more>[多余几来])?(?<scale>${SCALE})?(?<tail>\\d{1,4}(?=[百千]|[元块]))?|(?<chinese>${CHINESE}))(?<about>[多余来](?=[个家万单条元块人位天]))?(?<big>[万亿](?<=[多余来][万亿]))? ?`,
  'iy',
);
const UNIT = new RegExp(UNITS.map(([kind, words]) => `(?<${kind}>${words})`).join('|'), 'iy');
const CENTS = /[一二三四五六七八九1-9](?![\d个家单条万千百十点.折成%天年月周号日])/y;
const HALF_UNIT = /个?半(?=小时|钟头|月|年|星期)/y;

/** Every number of a sentence with its unit, from left to right; a bare 「一」 or other single numeral without a unit is none. */
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
  if (!/[\d零〇一二两三四五六七八九十百千万廿负半¥￥-]/.test(words[at] ?? '')) return undefined;
  const ordinal = words[at - 1] === '第';
  if (!ordinal && cutsNumber(words, at)) return undefined;
  const match = matchAt(NUMBER, words, at);
  if (!match?.groups) return undefined;
  const { head, share, minus, digits, scale = '', tail = '', chinese = '', more, about, big = '' } = match.groups;
  const body = parseChineseNumber(`${share ?? ''}${(digits?.replaceAll('，', ',') ?? chinese) + scale + tail}${big}`);
  if (body === undefined) return undefined;
  const sign = minus ? -1 : 1;
  const afterNumber = at + match[0].length;
  const unit = share
    ? { kind: 'percent' as const, end: afterNumber, factor: 1, unit: '%' }
    : readUnit(words, afterNumber, body);
  const single = chinese.length === 1 && !/[十]/.test(chinese);
  if (!unit && (single || (chinese !== '' && /^[零〇一二三四五六七八九]+$/.test(chinese) && chinese.length < 3)))
    return undefined;
  const end = unit?.end ?? at + match[0].trimEnd().length;
  const kind = head ? 'money' : (unit?.kind ?? 'plain');
  const value = sign * Number(((unit?.add ?? 0) + body * (unit?.factor ?? 1)).toPrecision(15));
  const unitName = head ? '元' : unit?.unit;
  return {
    start: at,
    end,
    text: text.slice(at, end),
    value,
    kind,
    ...(unitName && { unit: unitName }),
    ...((more ?? about) && { approximate: true }),
    ...(ordinal && { ordinal: true }),
  };
}

interface UnitMatch {
  readonly kind: NumberKind;
  readonly end: number;
  readonly factor: number;
  readonly unit: string;
  /** Added to the value: the half of 「一个半小时」, the tenths of 「三块五」. */
  readonly add?: number;
}

function readUnit(words: string, at: number, body: number): UnitMatch | undefined {
  const half = matchAt(HALF_UNIT, words, at);
  const start = at + (half?.[0].length ?? 0);
  const match = matchAt(UNIT, words, start);
  const found = match?.groups && Object.entries(match.groups).find(([, word]) => word !== undefined);
  if (!match || !found) return undefined;
  const [kind, word = ''] = found as [NumberKind, string | undefined];
  const end = start + match[0].length;
  if (kind === 'percent') return { kind, end, ...percentOf(word) };
  if (kind === 'discount') return { kind, end, factor: body < 10 ? 0.1 : 0.01, unit: '折' };
  if (kind !== 'money') return { kind, end, factor: 1, unit: word, ...(half && { add: 0.5 }) };
  const cents = word === '块' ? matchAt(CENTS, words, end) : null;
  if (!cents) return { kind, end, factor: 1, unit: '元' };
  return { kind, end: end + 1, factor: 1, unit: '元', add: (parseChineseNumber(cents[0]) ?? 0) / 10 };
}

function percentOf(word: string): { factor: number; unit: string; add?: number } {
  if (word === '‰') return { factor: 0.001, unit: '%' };
  if (word === '成半') return { factor: 0.1, unit: '%', add: 0.05 };
  return { factor: word === '成' ? 0.1 : 0.01, unit: '%' };
}
