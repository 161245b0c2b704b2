import { isOrder } from '../clean/find-orders.ts';
import { normaliseText } from '../text/normalise-text.ts';
import type { RewordQuestion } from './query-rewriter.port.ts';
import { tellingWords } from './question-words.ts';

/** Characters of a wording: less asks nothing, more is no question. */
const SHORTEST = 2;
const LONGEST = 120;
/** A question made whole keeps at least this share of what was asked. */
const KEPT = 0.5;
/** Numbers, product codes, words of other scripts. */
const OTHER_SCRIPT = /[a-z0-9][a-z0-9._-]*/g;

/**
 * Whether a question made whole from the conversation is still what was asked: it says nothing that nobody said, and keeps
 * most of the question's own words. What fails is left out and the built-in completion stands.
 */
export function isFaithfulWhole(whole: string, { question, history }: RewordQuestion): boolean {
  const spoken = spokenIn({ question, history });
  if (!isQuestion(whole) || !hasOnlyKnownNames(whole, spoken)) return false;
  const text = normaliseText(whole);
  const own = tellingWords(normaliseText(question));
  const kept = own.filter((word) => text.includes(word)).length;
  return tellingWords(text).every((word) => isSpoken(word, spoken)) && kept >= own.length * KEPT;
}

/** Whether another wording may be searched for: it may use other words, but brings no number and no name of its own. */
export function isFaithfulWording(wording: string, said: RewordQuestion): boolean {
  return isQuestion(wording) && hasOnlyKnownNames(wording, spokenIn(said));
}

/** The word itself, or half of its pairs of characters: 质保期 goes on from 质保, 专业版 not from 标准版. One character is no subject. */
function isSpoken(word: string, spoken: string): boolean {
  if (word.length === 1 || spoken.includes(word)) return true;
  if (word.length === 2) return false;
  const pairs = Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
  return pairs.filter((pair) => spoken.includes(pair)).length * 2 >= pairs.length;
}

function isQuestion(text: string): boolean {
  const { length } = text.trim();
  return length >= SHORTEST && length <= LONGEST && !/[\n<>{}]/.test(text) && !isOrder(text);
}

function hasOnlyKnownNames(text: string, spoken: string): boolean {
  return (normaliseText(text).match(OTHER_SCRIPT) ?? []).every((name) => spoken.includes(name));
}

function spokenIn({ question, history }: RewordQuestion): string {
  return normaliseText([...history.map((turn) => turn.text), question].join('\n'));
}
