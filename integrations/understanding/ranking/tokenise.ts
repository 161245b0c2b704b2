import { cutWords } from '../../../kernel/chinese-words.ts';
import type { Span } from '../spans/span.ts';
import { WordIndex } from '../word-index.ts';
import { kindOfSymbol, type Piece } from './masked-text.ts';
import { meaningsOf, THESAURUS_WORDS } from './thesaurus.ts';

const known = new WordIndex<true>();
for (const word of THESAURUS_WORDS) if (word.length > 1) known.add(word, true);

/** Particles, politeness and punctuation: they carry no request. */
const SILENT = new Set(
  '的 了 吧 呢 啊 呀 哈 嘛 哦 噢 嗯 请 帮 帮我 给我 麻烦 一下 下 我 我们 咱们 咱 你 您 把 将 这 那 个 是 在 也 就 都 还 这个 那个 呗 啦 吗 么 到 想 地 着 和 跟 与 及 , . ? ! 、 。 ; : ~ ， ？ ！ ； ： “ ” " 「 」 ( ) （ ）'.split(
    ' ',
  ),
);

/** A word or a span. Particles are `silent`: they neither count for nor against a likeness. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly string[];
  readonly silent: boolean;
  readonly span?: Span;
}

/** The words of a masked sentence: spans by themselves, thesaurus words whole, the rest by the dictionary. */
export function tokenise(pieces: readonly Piece[]): Token[] {
  return pieces.flatMap((piece): Token[] => {
    if (piece.span)
      return [{ text: piece.text, start: piece.start, end: piece.end, meanings: [], silent: false, span: piece.span }];
    let at = piece.start;
    return splitPlain(piece.text).map((word) => {
      const start = at;
      at += word.length;
      return { text: word, start, end: at, meanings: meaningsOf(word), silent: isSilent(word) };
    });
  });
}

/** The loud words of a text that may hold symbols, for features. */
export function loudWords(text: string): { text: string; meanings: readonly string[] }[] {
  const words: string[] = [];
  let plain = '';
  for (const char of `${text}\n`) {
    if (char !== '\n' && kindOfSymbol(char) === undefined) plain += char;
    else {
      words.push(...splitPlain(plain));
      plain = '';
      if (char !== '\n') words.push(char);
    }
  }
  return words.filter((word) => !isSilent(word)).map((word) => ({ text: word, meanings: meaningsOf(word) }));
}

/** Particles and the like. */
export function isSilent(word: string): boolean {
  return SILENT.has(word) || word.trim() === '';
}

/** The variants of a phrase share most of their pieces: what was cut a moment ago is not cut again. */
const cut = new Map<string, readonly string[]>();
const MOST_KEPT = 4000;

function splitPlain(text: string): readonly string[] {
  const before = cut.get(text);
  if (before) return before;
  if (cut.size >= MOST_KEPT) cut.clear();
  const words = cutPlain(text);
  cut.set(text, words);
  return words;
}

function cutPlain(text: string): string[] {
  const words: string[] = [];
  const hits = known.find(text);
  let at = 0;
  while (at < text.length) {
    const from = at;
    const hit = longestAt(hits, from);
    if (hit) {
      words.push(text.slice(from, hit));
      at = hit;
      continue;
    }
    const next = hits.find((candidate) => candidate.start > from)?.start ?? text.length;
    words.push(...cutWords(text.slice(from, next)));
    at = next;
  }
  return words;
}

function longestAt(hits: readonly { start: number; end: number }[], start: number): number | undefined {
  let end: number | undefined;
  for (const hit of hits) if (hit.start === start && hit.end > (end ?? 0)) end = hit.end;
  return end;
}
