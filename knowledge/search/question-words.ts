import { cutWords } from '../../kernel/chinese-words.ts';
import { wordWeight } from '../text/background-weight.ts';
import { splitRuns } from '../text/split-runs.ts';

/** Words that ask and that hold a question together: they are no subject. */
const NO_SUBJECT =
  /^(怎么|怎样|怎么样|如何|什么|为什么|为何|多少|多少钱|哪里|哪些|哪个|什么样|可以|能|能不能|是否|是不是|有没有|需要|请问|一下|办|吗|呢|吧|的|了|是|在|有|和|与|我|我们|你|你们|您|咱们|会|要|想|就|都|也|还|不|没|没有|谁|几|多久|多长|多大|几天|几个|几次|几年|几点|最多|最少|至少|最快|最晚|大概|一般|时候|什么时候|给|把|被|对|从|到|说|看|告诉|知道|问|帮|帮我|客户|问题|那|这|那么)$/;
/** A word that is more common than this says nothing by itself. */
const TELLING = 0.38;

/** The words of a text in their order: Chinese ones as the segmenter cuts them, those of other scripts whole. */
export function wordsOf(text: string): string[] {
  return splitRuns(text).flatMap((run) => (run.chinese ? cutWords(run.text) : [run.text]));
}

/** The words that say what a question is about, each once, in their order. */
export function tellingWords(question: string): string[] {
  return [...new Set(wordsOf(question).filter((word) => !NO_SUBJECT.test(word) && wordWeight(word) >= TELLING))];
}
