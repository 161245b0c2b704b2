import { characterWeight, wordWeight } from '../text/background-weight.ts';
import type { QuestionWord } from './question.ts';

/** What a passage must say to answer: a word of the question that is a subject, with what may stand for it. */
export interface AskedWord {
  readonly text: string;
  /** How telling it is in Chinese at large, 0-1. */
  readonly weight: number;
  readonly others: readonly string[];
}

/** Words that ask, point and hold a question together. Whether they stand in a passage says nothing about its answering. */
const FORM =
  /^(?:怎么|怎样|怎么样|怎么办|怎么弄|怎么整|如何|什么|什么样|为什么|为何|为啥|干啥|干嘛|啥|咋|咋办|咋弄|咋整|多少|多少钱|多久|多长|多长时间|多大|哪|哪里|哪儿|哪些|哪个|哪几|几|谁|几天|几个|几次|几年|几点|几号|时候|什么时候|意思|是什么|指|叫|叫做|请问|一下|吗|呢|吧|啊|呀|的|地|得|了|着|过|是|在|有|和|与|跟|及|我|我们|你|你们|您|咱|咱们|他|他们|她|它|人家|自己|会|要|要不要|想|就|都|也|还|不|没|没有|有没有|是不是|是否|能|能不能|能否|可以|可不可以|可|行|行不行|中|被|把|给|让|对|从|到|往|向|由|为|以|于|之|其|这|那|这个|那个|这些|那些|这种|一|两|个|些|点|次|家|种|天|年|月|号|说|看|做|办|弄|整|搞|用|算|需要|应该|应当|必须|该|得|知道|告诉|问|帮|帮我|问题|最|最多|最少|最快|最晚|至少|大概|一般|通常|比较|合适|好|吧|不|再|又|才|只|老|总|里|上|下|内|外|中|后|前|时|来|去|出|起|走|方面|相关|具体|东西|情况)$/u;
const CHINESE = /^\p{Script=Han}+$/u;
/** A character by itself is part of many words. */
const LONE = 0.5;
/** A pair that is in no dictionary, «赢率»: nearly always a term of the trade. */
const UNKNOWN_PAIR = 0.9;

/**
 * The subjects of a question in their order. Neighbouring characters that the segmenter knows no word for are taken as one
 * word: «赢率» is not found by 赢 in one sentence and 率 in another.
 */
export function askedWords(words: readonly QuestionWord[], text: string): AskedWord[] {
  const asked: AskedWord[] = [];
  let run = '';
  const endRun = (): void => {
    if (run.length > 1) asked.push({ text: run, weight: UNKNOWN_PAIR, others: [] });
    else if (run !== '') asked.push({ text: run, weight: characterWeight(run) * LONE, others: [] });
    run = '';
  };
  for (const { text: word, others } of words) {
    const isLone = CHINESE.test(word) && word.length === 1 && !FORM.test(word);
    if (isLone && (run === '' || text.includes(run + word))) {
      run += word;
      continue;
    }
    endRun();
    if (isLone) run = word;
    else if (!FORM.test(word)) asked.push({ text: word, weight: wordWeight(word), others: others.filter(isWhole) });
  }
  endRun();
  return asked;
}

/** A synonym of one character stands in too many other words («退» in 退回) to prove anything. */
function isWhole(word: string): boolean {
  return word.length > 1;
}

/** How far a normalised text says a word: 1 itself, a little less by a synonym, partly by its pairs of characters. */
export function saysWord({ text: word, others }: AskedWord, text: string): number {
  if (text.includes(word)) return 1;
  if (others.some((other) => text.includes(other))) return BY_SYNONYM;
  if (word.length < 3 || !CHINESE.test(word)) return 0;
  let pairs = 0;
  for (let at = 0; at + 1 < word.length; at += 1) if (text.includes(word.slice(at, at + 2))) pairs += 1;
  return (pairs / (word.length - 1)) * BY_PAIRS;
}

const BY_SYNONYM = 0.9;
const BY_PAIRS = 0.8;
