import { maskText } from '../../../kernel/mask.ts';
import { NEARLY_SAME_BITS, textPrint } from '../../messaging/text-print.ts';

/** Everything a rule of quality may look at. */
export interface ReplyDraft {
  readonly text: string;
  readonly longest: number;
  /** Of the organisation's sending policy. */
  readonly forbidden: readonly string[];
  /** What we said in this conversation lately. */
  readonly recent: readonly string[];
  /** The answer rests on documents customers may be told. */
  readonly documented: boolean;
  /** Terms and amounts from such documents may be told. */
  readonly documents_may_promise: boolean;
}

/** One rule of quality: what is wrong, in words, or null; and the text without it, where leaving something out mends it. */
export interface QualityRule {
  readonly name: string;
  readonly find: (draft: ReplyDraft) => string | null;
  readonly mend?: (draft: ReplyDraft) => string;
}

const SENTENCE = /[^。！？!?；;\n]+[。！？!?；;\n]*/gu;
const SALUTATION = /^[^，。！？\n]{0,20}[，,]?\s*您好[！!，,。]?\s*/u;
const LETTER = /[\p{L}\p{N}]/gu;
const LEAST_LETTERS = 3;

export const sentencesIn = (text: string): string[] => text.match(SENTENCE) ?? [];
const without = (text: string, isBad: (sentence: string) => boolean): string =>
  sentencesIn(text)
    .filter((sentence) => !isBad(sentence))
    .join('')
    .trim();

/** What is left to be read besides the salutation. */
export function saysSomething(text: string): boolean {
  return (text.replace(SALUTATION, '').match(LETTER)?.length ?? 0) >= LEAST_LETTERS;
}

/** Words nobody may give in our name, wherever they come from. */
const VOW =
  /保证|承诺|担保|一定(?:会|能|给|帮|可以)|肯定(?:会|能|给|可以)|绝对(?:会|能|可以|没问题|不会)|百分(?:之)?百|100%|包(?:退|赔|换|过|成功|您满意)|假一赔/u;
/** Money or a deed by a time: only documents may say so. */
const TERM =
  /(?:马上|立刻|立即|今天|今晚|明天|后天|这周|本周|下周|月底前?|(?:\d+|[一二两三四五六七八九十半]+)(?:个)?(?:工作日|小时|分钟|天|周|日|个月)(?:之?内|以内)?)[^。！？!?\n]{0,14}(?:退|到账|赔|返还?|打款|转账|解决|处理好|修好|发货|送到|上门|开通|恢复|完成|搞定|办好)|(?:退|赔|返|减免|优惠|送|打)(?:您|你|给您)?\s*(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万半]+)\s*(?:元|块|折|%|个月|倍)|(?:全额|双倍|三倍)(?:退|赔)/u;
const OWN_NATURE =
  /(?:我|本人|在下|这边|本助手)(?:只|就)?是(?:一个|一名|一款|个)?[^，。！？\n]{0,8}(?:ai|人工智能|机器人|语言模型|大模型|智能助[手理]|虚拟助[手理]|程序)|作为(?:一个|一名|一款)?[^，。！？\n]{0,6}(?:ai|人工智能|语言模型|大模型|机器人|智能助[手理])|chatgpt|openai|deepseek|通义千问|文心一言|豆包大模型/iu;
/** Phone numbers (mobile and with an area code), identity cards, bank cards, mail addresses, WeChat ids. 400 and 800 numbers are public. */
const LAND_LINE = /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/u;
const LONG_NUMBER = /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/gu;
const MAIL = /[\w.+-]+@[\w-]+\.[\w.]+/u;
const WECHAT = /(?:微信号?|vx|v信)[:： ]*[a-zA-Z][\w-]{5,19}/iu;
const CHINESE_SHARE = 0.5;
/** Fewer words than this have no language: «OK». */
const LANGUAGE_FROM = 4;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
const bare = (text: string): string => fold(text.replace(SALUTATION, '')).replaceAll(/[\p{P}\p{S}]/gu, '');

function isPromise(sentence: string, { documented, documents_may_promise }: ReplyDraft): boolean {
  const said = fold(sentence);
  return VOW.test(said) || (TERM.test(said) && !(documented && documents_may_promise));
}

function hasPersonalData(sentence: string): boolean {
  const plain = sentence.normalize('NFKC');
  return (
    maskText(plain) !== plain ||
    LAND_LINE.test(plain) ||
    MAIL.test(plain) ||
    WECHAT.test(plain) ||
    (plain.match(LONG_NUMBER) ?? []).some((number) => isCardNumber(number.replaceAll(/\D/gu, '')))
  );
}

/** The check digit of bank cards (Luhn, ISO/IEC 7812-1). */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length >= 16 && digits.length <= 19 && sum % 10 === 0;
}

function isRepeated({ text, recent }: ReplyDraft): boolean {
  const [own, print] = [bare(text), textPrint(text)];
  return recent.some((one) => {
    const other = textPrint(one);
    return bare(one) === own || (print !== null && other !== null && bitsApart(print, other) <= NEARLY_SAME_BITS);
  });
}

function bitsApart(a: bigint, b: bigint): number {
  return [...BigInt.asUintN(64, a ^ b).toString(2)].filter((bit) => bit === '1').length;
}

/** A foreign word counts like a character, so that names of buttons do no harm. */
function chineseShare(text: string): number {
  const units = text.match(/\p{Script=Latin}+|\p{L}/gu) ?? [];
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  return units.length < LANGUAGE_FROM ? 1 : han.length / units.length;
}

function shortened({ text, longest }: ReplyDraft): string {
  let kept = '';
  for (const sentence of sentencesIn(text)) {
    if ((kept + sentence).trim().length > longest) break;
    kept += sentence;
  }
  return kept.trim();
}

/** The rules of quality (spec 002, node D5), in the order in which a colleague reads them. */
export const QUALITY_RULES: readonly QualityRule[] = [
  { name: 'empty', find: ({ text }) => (saysSomething(text) ? null : '没有内容') },
  {
    name: 'too_long',
    find: ({ text, longest }) => (text.length > longest ? `有 ${text.length} 字，超过 ${longest} 字` : null),
    mend: shortened,
  },
  {
    name: 'forbidden_words',
    find: ({ text, forbidden }) => {
      const word = forbidden.find((one) => fold(text).includes(fold(one)));
      return word === undefined ? null : `含有不宜发送的词“${word}”`;
    },
    mend: ({ text, forbidden }) =>
      without(text, (sentence) => forbidden.some((one) => fold(sentence).includes(fold(one)))),
  },
  {
    name: 'promise',
    find: (draft) => {
      const sentence = sentencesIn(draft.text).find((one) => isPromise(one, draft));
      return sentence === undefined ? null : `替公司作了承诺：“${sentence.trim().slice(0, 40)}”`;
    },
    mend: (draft) => without(draft.text, (sentence) => isPromise(sentence, draft)),
  },
  { name: 'repeated', find: (draft) => (isRepeated(draft) ? '刚才已经回过几乎一样的话' : null) },
  { name: 'language', find: ({ text }) => (chineseShare(text) < CHINESE_SHARE ? '不是中文' : null) },
  {
    name: 'personal_data',
    find: ({ text }) => (sentencesIn(text).some(hasPersonalData) ? '带有电话、证件、卡号等个人信息' : null),
    mend: ({ text }) => without(text, hasPersonalData),
  },
  {
    name: 'own_nature',
    find: ({ text }) => (OWN_NATURE.test(text) ? '自称是机器人或模型' : null),
    mend: ({ text }) => without(text, (sentence) => OWN_NATURE.test(sentence)),
  },
];
