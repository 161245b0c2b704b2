import { splitRuns } from '../text/split-runs.ts';
import { tellingWords, wordsOf } from './question-words.ts';
import type { EarlierTurn } from './earlier-turn.ts';

/** Points back to what was spoken of. */
const POINTER =
  /它们?|(?<!其)他们?|她们?|这个|那个|这款|那款|这种|那种|该产品|该功能|上面|前面说的|刚才说的|刚刚说的|此类/;
/** Goes on from the question before. */
const CONTINUES = /^(那么?|还有|另外|然后|所以|如果|要是|而)/;
/** «那企业版呢»: the same question about something else. */
const SAME_QUESTION = /^(?:那么?|还有)?(.{1,15}?)呢[？?。!！\s]*$/;
/** A question so short that it says no subject. */
const SHORT = 7;
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
  const other = otherSubject(question);
  if (other !== undefined) return askAgain(other, before);
  if (!leansOnConversation(question)) return question;
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

/** Whether a question cannot be understood without what was said before it. */
export function leansOnConversation(question: string): boolean {
  return (
    otherSubject(question) !== undefined || POINTER.test(question) || CONTINUES.test(question) || isShort(question)
  );
}

/** What the former question is asked again of. */
function otherSubject(question: string): string | undefined {
  const other = SAME_QUESTION.exec(question)?.[1];
  return other === undefined || POINTER.test(other) ? undefined : other;
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

/** The first telling words of a question, in their order. */
function subjectOf(question: string): string[] {
  return tellingWords(question).slice(0, MOST_WORDS);
}
