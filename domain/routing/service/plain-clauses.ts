/** A piece of a message between marks of punctuation. */
export interface Clause {
  readonly text: string;
  /** It ends with a question mark or an asking particle, or offers both sides (行不行). */
  readonly asks: boolean;
}

const MENTION = /@[^\s\u2005@]+[\s\u2005]*/gu;
const STICKER = /\[[^[\]\s]{1,8}\]|\p{Extended_Pictographic}|\u200d|\ufe0f/gu;
const PIECE = /([^，,。.!！；;:：~～…、？?\s]+)([，,。.!！；;:：~～…、？?\s]*)/gu;
const ASKING = /(?:吗|么|嘛|没有|没|不|未)$|(.)不\1|有没有|是否|多久|什么|怎么|为啥|几点|哪/u;

/** A message as clauses: one width and case, without mentions and stickers. */
export function plainClauses(text: string): Clause[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(MENTION, ' ').replaceAll(STICKER, ' ');
  return [...plain.matchAll(PIECE)].map(([, words = '', mark = '']) => ({
    text: words,
    asks: /[?？]/u.test(mark) || ASKING.test(words),
  }));
}
