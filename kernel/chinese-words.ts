import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

function segmenter(): Jieba {
  // The dictionary takes some 150 ms to load: made on first use, once for the process.
  jieba ??= Jieba.withDict(dict);
  return jieba;
}

/** Every word of the dictionary with how often its makers counted it. */
export function* dictionaryWords(): Generator<readonly [word: string, count: number]> {
  const text = new TextDecoder().decode(dict);
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end);
    at = end === -1 ? text.length : end + 1;
    const space = line.indexOf(' ');
    if (space > 0) yield [line.slice(0, space), Number.parseInt(line.slice(space + 1), 10)];
  }
}

/** The words of a text, in order and without gaps; unknown runs are cut into characters, never guessed. */
export function cutWords(text: string): string[] {
  return text === '' ? [] : segmenter().cut(text, false);
}

/** As `cutWords`, and the shorter words inside long ones as well: what somebody may search by. */
export function cutForSearch(text: string): string[] {
  return text === '' ? [] : segmenter().cutForSearch(text, false);
}

/** For each offset of the text, where the dictionary word over it begins. Its length is the text's. */
export function wordStarts(text: string): Int32Array {
  const starts = new Int32Array(text.length);
  let at = 0;
  for (const word of cutWords(text)) {
    starts.fill(at, at, at + word.length);
    at += word.length;
  }
  return starts;
}

/** Whether a text is a word of the dictionary that names no person. */
export function isPlainWord(text: string): boolean {
  const [first, ...rest] = segmenter().tag(text, false);
  return first !== undefined && rest.length === 0 && !first.tag.startsWith('nr');
}
