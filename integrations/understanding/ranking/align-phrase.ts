import { OPEN_SLOTS, SPANS_OF_SLOT } from '../slots/slot-kinds.ts';
import type { Token } from './tokenise.ts';
import type { PhrasePlace, ReadPhrase } from './read-phrase.ts';
import type { Span } from '../spans/span.ts';

/** What stands in the sentence where the phrase has a place. Without a span the words were caught by their position. */
export interface Capture {
  readonly arg: string;
  readonly start: number;
  readonly end: number;
  readonly span?: Span;
}

export interface Alignment {
  readonly phrase: ReadPhrase;
  /** 0-1: how much of both is explained by the other. */
  readonly likeness: number;
  readonly captures: readonly Capture[];
}

type PlacedToken = Token & { readonly place?: PhrasePlace };
export type WordWeight = (word: string) => number;

const SPAN_WEIGHT = 1;
const SILENT_WEIGHT = 0.05;
const SHARED_MEANING = 0.85;
/** Words at an open place explain themselves a little, the first more than the rest. */
const CAUGHT_FIRST = 0.35;
const CAUGHT_NEXT = 0.04;

// How a cell was reached; 0 is a word of the sentence left out.
const SKIP_PLACE = 1;
const MATCH = 2;
const CATCH = 3;

/**
 * Lays a sentence beside a phrase, word by word, so that as much weight as possible stands opposite its like. Places of
 * the phrase take spans of their kind; open ones also take words nobody knows.
 */
export function alignPhrase(words: readonly Token[], phrase: ReadPhrase, weight: WordWeight): Alignment {
  const columns = phrase.tokens.length + 1;
  const best = new Float64Array((words.length + 1) * columns);
  const caught = new Float64Array(best.length).fill(Number.NEGATIVE_INFINITY);
  const move = new Uint8Array(best.length);
  for (let column = 1; column < columns; column += 1) move[column] = SKIP_PLACE;
  for (let row = 1; row <= words.length; row += 1) {
    const word = words[row - 1];
    if (!word) continue;
    for (let column = 1; column < columns; column += 1) {
      const at = row * columns + column;
      const token = phrase.tokens[column - 1];
      if (!token) continue;
      const diagonal = best[at - columns - 1] ?? 0;
      caught[at] = catchable(word, token)
        ? Math.max(diagonal + CAUGHT_FIRST, (caught[at - columns] ?? 0) + CAUGHT_NEXT)
        : Number.NEGATIVE_INFINITY;
      const fit = fitOf(word, token, weight);
      const ways = [best[at - columns] ?? 0, best[at - 1] ?? 0, fit > 0 ? diagonal + fit : -1, caught[at] ?? -1];
      let way = 0;
      for (let index = 1; index < ways.length; index += 1) if ((ways[index] ?? 0) > (ways[way] ?? 0)) way = index;
      best[at] = ways[way] ?? 0;
      move[at] = way;
    }
  }
  const explained = best[best.length - 1] ?? 0;
  const { captures, caughtWeight } = traceCaptures(words, phrase.tokens, move, caught, weight);
  const total = weightOfAll(words, weight) - caughtWeight + weightOfAll(phrase.tokens, weight);
  return { phrase, likeness: total > 0 ? Math.min(1, (2 * explained) / total) : 0, captures };
}

function fitOf(word: Token, token: PlacedToken, weight: WordWeight): number {
  if (token.place) return word.span && fitsPlace(word.span, token.place) ? SPAN_WEIGHT : 0;
  if (word.span || token.span) return word.span && token.span && word.text === token.text ? SPAN_WEIGHT : 0;
  if (word.text === token.text) return word.silent ? SILENT_WEIGHT : weight(word.text);
  if (word.meanings.length === 0 || !word.meanings.some((meaning) => token.meanings.includes(meaning))) return 0;
  return SHARED_MEANING * Math.min(weight(word.text), weight(token.text));
}

function fitsPlace(span: Span, { slot, kind }: PhrasePlace): boolean {
  const wanted = slot ? SPANS_OF_SLOT[slot] : kind ? [kind] : [];
  return span.readings.some(
    (reading) =>
      wanted.includes(reading.kind) ||
      (reading.kind === 'that' && slot !== undefined && reading.names?.includes(slot)) ||
      (kind === 'person' && reading.kind === 'me'),
  );
}

function catchable(word: Token, token: PlacedToken): boolean {
  const slot = token.place?.slot;
  if (!slot || !OPEN_SLOTS.has(slot)) return false;
  if (slot === 'free_text') return true;
  return !word.span && !/[\s,.;:!?，。；：！？]/.test(word.text);
}

function traceCaptures(
  words: readonly Token[],
  tokens: readonly PlacedToken[],
  move: Uint8Array,
  caught: Float64Array,
  weight: WordWeight,
): { captures: Capture[]; caughtWeight: number } {
  const columns = tokens.length + 1;
  const captures: Capture[] = [];
  let caughtWeight = 0;
  let row = words.length;
  let column = tokens.length;
  while (row > 0 && column > 0) {
    const way = move[row * columns + column];
    if (way === SKIP_PLACE) column -= 1;
    else if (way === MATCH || way === CATCH) {
      const first = way === CATCH ? firstCaught(row, column, columns, caught) : row;
      const place = tokens[column - 1]?.place;
      if (place?.arg) captures.push(captureOf(place.arg, words[first - 1], words[row - 1], way));
      // Optional words must not make a phrase that says nothing else look like the sentence.
      if (way === CATCH && (place?.slot !== 'free_text' || place.required))
        caughtWeight += weightOfAll(words.slice(first - 1, row), weight) - CAUGHT_FIRST;
      row = first - 1;
      column -= 1;
    } else row -= 1;
  }
  return { captures: captures.reverse(), caughtWeight };
}

/** Only a first catch comes from the diagonal; later ones continue upwards in the same place. */
function firstCaught(row: number, column: number, columns: number, caught: Float64Array): number {
  let first = row;
  while (
    first > 1 &&
    (caught[first * columns + column] ?? 0) === (caught[(first - 1) * columns + column] ?? 0) + CAUGHT_NEXT
  )
    first -= 1;
  return first;
}

function captureOf(arg: string, first: Token | undefined, last: Token | undefined, way: number): Capture {
  return {
    arg,
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    ...(way === MATCH && first?.span ? { span: first.span } : {}),
  };
}

function weightOfAll(tokens: readonly Token[], weight: WordWeight): number {
  return tokens.reduce((sum, token) => sum + weightOfWord(token, weight), 0);
}

function weightOfWord(token: Token | undefined, weight: WordWeight): number {
  if (!token) return 0;
  if (token.span) return SPAN_WEIGHT;
  return token.silent ? SILENT_WEIGHT : weight(token.text);
}
