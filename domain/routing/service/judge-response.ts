import { plainClauses, type Clause } from './plain-clauses.ts';

/** The spec's words by which somebody answers a colleague who asked for them (002 §3.4). */
export const RESPONSE_WORDS = ['在的', '来了', '好的', '收到', '马上', '可以', '行', '是的'] as const;
/** What turns a friendly word round: 「不行」 holds 「行」. */
export const REFUSAL_WORDS = [
  '不',
  '没空',
  '没时间',
  '没法',
  '没收到',
  '没来',
  '别',
  '算了',
  '改天',
  '晚点',
  '拒绝',
] as const;

/** Polite turns with a negation in them that refuse nothing. */
const HARMLESS = /不好意思|没问题|没事|不客气|不用谢|不急|不会忘|差不多|不错/gu;
/** What may stand before the word. */
const OPENING = /^(?:嗯+|恩+|哦+|噢+|喔+|啊+|哈+|诶|欸|那|我们?|咱|都|人|已经|刚刚?|这就|就|亲|老师|您好|你好|没问题)/u;
/** What may stand behind it and changes nothing. */
const PARTICLE = /^(?:[的了呢哦噢喔啊呀哈啦嘞滴吧嘛]|谢谢|多谢|辛苦了?|麻烦了?|老师|亲|没问题|没事)/u;
/** How an answer goes on: what one does now. A noun behind the word (行业, 来了个) is none of these. */
const GOING_ON =
  /^(?:我|咱|这就|现在|等我|稍等|一会|去|到$|到了$|来$|弄|办|扫|登|绑|点|看|处理|操作|实名|认证|提交|配合|开始|安排|知道|明白|了解)/u;

export interface JudgedResponse {
  readonly response: boolean;
  /** The words that answered, or those that refused. */
  readonly words: readonly string[];
  readonly why: 'answers' | 'refuses' | 'asks' | 'no_word';
}

/**
 * Whether a message answers «are you there, please do this». A word counts only in its own sense: it begins its clause (after
 * an interjection), and what follows is a particle or what the person does now. A refusal anywhere in the message wins, a
 * question is no answer.
 */
export function judgeResponse(
  text: string,
  words: readonly string[] = RESPONSE_WORDS,
  refusals: readonly string[] = REFUSAL_WORDS,
): JudgedResponse {
  const clauses = plainClauses(text);
  const refused = clauses
    .filter((clause) => !/(.)不\1/u.test(clause.text))
    .map((clause) => clause.text.replaceAll(HARMLESS, ''))
    .flatMap((clause) => refusals.filter((word) => clause.includes(word)));
  if (refused.length > 0) return { response: false, words: [...new Set(refused)], why: 'refuses' };
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  const found = clauses.filter((clause) => !clause.asks).flatMap((clause) => answersIn(clause, longestFirst));
  if (found.length > 0) return { response: true, words: [...new Set(found)], why: 'answers' };
  return { response: false, words: [], why: clauses.some((clause) => clause.asks) ? 'asks' : 'no_word' };
}

/** The answering words of a clause; none when anything in it is not part of an answer. */
function answersIn(clause: Clause, words: readonly string[]): string[] {
  const found: string[] = [];
  let rest = clause.text;
  while (rest !== '') {
    const word = words.find((one) => rest.startsWith(one));
    const next = word ? null : (rest.match(found.length > 0 ? PARTICLE : OPENING)?.[0] ?? null);
    if (word) {
      found.push(word);
      rest = rest.slice(word.length);
    } else if (next) rest = rest.slice(next.length);
    else return found.length > 0 && GOING_ON.test(rest) ? found : [];
  }
  return found;
}
