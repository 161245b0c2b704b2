import { parseChineseNumber } from '../../../kernel/time-phrases/parse-chinese-number.ts';

export interface OrderWords {
  readonly direction?: 'asc' | 'desc';
  readonly limit?: number;
  /** The words that said so, to be told from the rest of the sentence. */
  readonly said: boolean;
}

const LIMIT =
  /(?:前|top ?|最(?:高|多|大|好|低|少|差|小)的?|垫底的?|靠前的?|靠后的?|领先的?|末尾的?|最后的?|倒数|后|排名前|头)([0-9一二两三四五六七八九十]{1,3})(?:名|个|位|家|条|单|大|甲|强)?/u;
const COUNT_FIRST = /([0-9一二两三四五六七八九十]{1,3})(?:名|个|位|家|条)?(?=最[高多大好低少差小])/u;
const LOWEST = /最短|最快|最低|最少|最差|最小|倒数|垫底|升序|从低到高|从小到大|从少到多|末位|拖后腿/u;
const HIGHEST =
  /最长|最慢|(?:谁|哪个|哪位|哪家|哪个\S{2,3}).{1,12}(?:更|比较)?[高多好大强][?？呢啊些]*$|最高|最多|最大|最好|最强|最牛|第一|排名|排行|排序|降序|从高到低|从大到小|从多到少|排一下|排个|前[0-9一二两三四五六七八九十]|top|冠军|榜|领先/u;

/** The order and the number of rows a sentence asks for. */
export function readOrder(text: string): OrderWords {
  const limitWords = LIMIT.exec(text) ?? COUNT_FIRST.exec(text);
  const limit = limitWords ? parseChineseNumber(limitWords[1] ?? '') : undefined;
  const lowest = LOWEST.test(text);
  const highest = HIGHEST.test(text);
  if (!lowest && !highest && limit === undefined) return { said: false };
  return {
    said: true,
    direction: lowest ? 'asc' : 'desc',
    ...(limit !== undefined && limit >= 1 && limit <= 1000 ? { limit: Math.round(limit) } : {}),
  };
}

/** The order there is, the other way round. */
const TURNED = /倒过来|反过来|倒着|倒序|逆序|掉个头|颠倒/u;
export function turnsOrder(text: string): boolean {
  return TURNED.test(text);
}

const TREND = /趋势|走势|变化|曲线|波动|起伏/u;
/** A course over time is asked for. */
export function asksForTrend(text: string): boolean {
  return TREND.test(text);
}

const NOT_IN = /(?:除了|除|不含|不包括|不算|排除|剔除|去掉|去除|非|不要|刨去|刨除)$/u;
/** Behind a value: it is to be left out. */
const TAKEN_OUT = /^(?:的|都|先|给我)*(?:去掉|去除|排除|剔除|除外|不算|不要|不看|刨掉|拿掉|撇开|踢掉|以外|之外)/u;
/** Whether the words right before or behind a value leave it out. */
export function isLeftOut(text: string, start: number, end: number): boolean {
  return NOT_IN.test(text.slice(Math.max(0, start - 4), start)) || TAKEN_OUT.test(text.slice(end));
}
