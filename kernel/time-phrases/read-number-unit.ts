import { matchAt } from './date-rule.ts';
import { parseChineseNumber } from './parse-chinese-number.ts';

export const NUMBER_KINDS = ['money', 'percent', 'discount', 'count', 'duration', 'plain'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

export interface NumberUnit {
  readonly kind: NumberKind;
  readonly end: number;
  /** What the written number is multiplied with (0.01 for %). */
  readonly factor: number;
  readonly unit: string;
  /** Added to the value: the half of 「一个半小时」, the tenths of 「三块五」. */
  readonly add?: number;
}

/** Which unit words make which kind of number; longer words first. */
const UNITS: ReadonlyArray<readonly [NumberKind, string]> = [
  ['percent', '%|‰|个?百分点|成半|成(?![交员本立功为长果都年])'],
  ['discount', '折(?!扣|合|算)'],
  ['money', '元人民币|人民币|块钱|元|块|圆|rmb|cny'],
  [
    'duration',
    '个?工作日|个?小时|个?钟头|分钟|个?季度|个月|(?<=半)月|个?星期|个?礼拜|天(?!然|猫|津)|周(?!年|[一二三四五六日末])|年(?!级|度)',
  ],
  [
    'count',
    '个人|单|家|个|条|位|名|人(?!民)|次|台|套|件|笔|份|通|页|组|款|场|倍|间|张|支|瓶|箱|盒|公斤|斤|吨|平方米|平米|门店|户|步|轮|级|遍|只|辆|座|亩',
  ],
];
const UNIT = new RegExp(UNITS.map(([kind, words]) => `(?<${kind}>${words})`).join('|'), 'iy');
/** The tenths after 「块」, where nothing follows that the digit could count. */
const CENTS = /[一二三四五六七八九1-9](?![\d个家单条万千百十点.折成%天年月周号日])/y;
const HALF = /个?半(?=小时|钟头|月|年|星期)/y;
/** Several words, one unit. */
const SAME_UNIT: Readonly<Record<string, string>> = {
  个小时: '小时',
  个钟头: '小时',
  钟头: '小时',
  个季度: '季度',
  个工作日: '工作日',
  月: '个月',
  个星期: '周',
  星期: '周',
  个礼拜: '周',
  礼拜: '周',
};

/** The unit at a position, for a number `body` that ends there; undefined when there is none. */
export function readNumberUnit(words: string, at: number, body: number): NumberUnit | undefined {
  const half = matchAt(HALF, words, at);
  const start = at + (half?.[0].length ?? 0);
  const match = matchAt(UNIT, words, start);
  const found = match && UNITS.find(([kind]) => match.groups?.[kind] !== undefined);
  if (!match || !found) return undefined;
  const [kind] = found;
  const word = match[0];
  const end = start + word.length;
  if (kind === 'percent') return { kind, end, ...percentOf(word) };
  if (kind === 'discount') return { kind, end, factor: body < 10 ? 0.1 : 0.01, unit: '折' };
  if (kind !== 'money') return { kind, end, factor: 1, unit: SAME_UNIT[word] ?? word, ...(half && { add: 0.5 }) };
  const cents = word === '块' ? matchAt(CENTS, words, end) : null;
  if (!cents) return { kind, end, factor: 1, unit: '元' };
  return { kind, end: end + 1, factor: 1, unit: '元', add: (parseChineseNumber(cents[0]) ?? 0) / 10 };
}

function percentOf(word: string): { factor: number; unit: string; add?: number } {
  if (word === '‰') return { factor: 0.001, unit: '%' };
  if (word === '成半') return { factor: 0.1, unit: '%', add: 0.05 };
  return { factor: word === '成' ? 0.1 : 0.01, unit: '%' };
}
