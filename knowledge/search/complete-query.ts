import { cutWords } from '../../kernel/chinese-words.ts';
import { wordWeight } from '../text/background-weight.ts';
import { splitRuns } from '../text/split-runs.ts';
import type { EarlierTurn } from './search-result.ts';

/** Points back to what was spoken of. */
const POINTER = /它们?|他们?|她们?|这个|那个|这款|那款|这种|那种|该产品|该功能|上面|前面说的|刚才说的|刚刚说的|此类/;
/** Goes on from the question before. */
const CONTINUES = /^(那么?|还有|另外|然后|所以|如果|要是|而)/;
/** «那企业版呢»: the same question about something else. */
const SAME_QUESTION = /^(?:那么?|还有)?(.{1,15}?)呢[？?。!！\s]*$/;
/** A question so short that it says no subject. */
const SHORT = 7;
/** Words that ask and that hold a question together: they are no subject. */
const NO_SUBJECT =
  /^(怎么|怎样|怎么样|如何|什么|为什么|为何|多少|多少钱|哪里|哪些|哪个|什么样|可以|能|能不能|是否|是不是|有没有|需要|请问|一下|办|吗|呢|吧|的|了|是|在|有|和|与|我|我们|你|你们|您|咱们|会|要|想|就|都|也|还|不|没|没有|谁|几|多久|多长|多大|几天|几个|几次|几年|几点|最多|最少|至少|最快|最晚|大概|一般|时候|什么时候|给|把|被|对|从|到|说|看|告诉|知道|问|帮|帮我|客户|问题|那|这|那么)$/;
/** A word that is more common than this says nothing by itself. */
const TELLING = 0.38;
const MOST_WORDS = 6;
const TURNS_BACK = 3;

/**
 * A question that leans on the conversation, made whole: «它多少钱» after «企业版支持哪些功能» becomes «企业版多少钱», and
 * «那标准版呢» asks the former question again of something else. A question that stands by itself comes back as it is.
 */
export function completeQuery(query: string, history: readonly EarlierTurn[]): string {
  const question = query.trim();
  const earlier = history.flatMap((turn) => (turn.role === 'user' ? [turn.text] : [])).slice(-TURNS_BACK);
  const before = earlier.at(-1);
  if (before === undefined || question === '') return question;
  const other = SAME_QUESTION.exec(question)?.[1];
  if (other !== undefined && !POINTER.test(other)) return askAgain(other, before);
  const leans = POINTER.test(question) || CONTINUES.test(question) || isShort(question);
  if (!leans) return question;
  const own = new Set(wordsOf(question));
  const subject =
    earlier
      .toReversed()
      .map(subjectOf)
      .find((words) => words.length > 0) ?? [];
  const missing = subject.filter((word) => !own.has(word));
  if (missing.length === 0) return question;
  const phrase = missing.join('');
  const rest = question.replace(CONTINUES, '');
  return POINTER.test(rest) ? rest.replace(POINTER, phrase) : `${phrase}${rest}`;
}

/** The former question with its subject exchanged: words that end alike (标准版, 企业版) are taken for the subject. */
function askAgain(other: string, before: string): string {
  const ending = other.at(-1);
  const rest = wordsOf(before).filter((word) => !(word.length > 1 && word.endsWith(ending!)) && word !== other);
  const words = wordsOf(before);
  // Nothing ends alike: the first telling word was the subject.
  const kept = rest.length < words.length ? rest : words.filter((word) => word !== subjectOf(before)[0]);
  return other + kept.join('');
}

function isShort(question: string): boolean {
  const length = splitRuns(question).reduce((sum, run) => sum + run.text.length, 0);
  return length <= SHORT && subjectOf(question).length === 0;
}

/** The telling words of a question, in their order. */
function subjectOf(question: string): string[] {
  const words = wordsOf(question).filter((word) => !NO_SUBJECT.test(word) && wordWeight(word) >= TELLING);
  return [...new Set(words)].slice(0, MOST_WORDS);
}

function wordsOf(text: string): string[] {
  return splitRuns(text).flatMap((run) => (run.chinese ? cutWords(run.text) : [run.text]));
}
