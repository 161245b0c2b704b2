import type { Span, SpanKind } from '../spans/span.ts';

/** Kinds that become one symbol in a masked sentence. */
const MASKED_KINDS = [
  'customer',
  'contact',
  'lead',
  'opportunity',
  'person',
  'team',
  'product',
  'tag',
  'region',
  'sector',
  'source',
  'series',
  'stage',
  'lead_status',
  'activity_kind',
  'me',
  'that',
  'period',
  'instant',
  'duration',
  'compare',
  'money',
  'percent',
  'number',
  'phone',
  'quoted',
  'metric',
  'dimension',
  'unknown_name',
  'lead_grade',
  'segment',
  'group',
  'robot',
] as const satisfies readonly SpanKind[];

/** Values of closed lists are ordinary words too («拜访»): the ranker reads them both as a symbol and as written. */
const ALSO_WORDS: ReadonlySet<string> = new Set(['stage', 'lead_status', 'activity_kind', 'that', 'tag']);

const FIRST_SYMBOL = 0xe000;
const SYMBOLS = new Map<string, string>(
  MASKED_KINDS.map((kind, index) => [kind, String.fromCharCode(FIRST_SYMBOL + index)]),
);

/** The private-use character that stands for a kind, or nothing when the kind stays as written. */
export function symbolOf(kind: string): string | undefined {
  return SYMBOLS.get(kind);
}

/** The kind behind a symbol. */
export function kindOfSymbol(char: string): SpanKind | undefined {
  return MASKED_KINDS[char.charCodeAt(0) - FIRST_SYMBOL];
}

/** A piece of a sentence: a span (`text` is its symbol) or characters between spans. */
export interface Piece {
  readonly text: string;
  /** Offsets in the sentence. */
  readonly start: number;
  readonly end: number;
  readonly span?: Span;
}

/** A sentence with its spans as symbols; silent spans are left out. */
export function maskSpans(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const plain = (end: number): void => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, end });
  };
  for (const span of spans) {
    plain(span.start);
    const symbol = symbolOf(span.readings[0]?.kind ?? '');
    if (symbol) pieces.push({ text: symbol, start: span.start, end: span.end, span });
    at = span.end;
  }
  plain(text.length);
  return pieces;
}

/** What the classifier reads: every span as a symbol, and the same with words of closed lists left as written. */
export interface RankerViews {
  readonly masked: string;
  readonly worded: string;
  readonly kinds: readonly string[];
}

export function viewsOf(text: string, pieces: readonly Piece[]): RankerViews {
  const kinds = new Set<string>();
  for (const { span } of pieces) for (const { kind, tense } of span?.readings ?? []) kinds.add(kind).add(tense ?? kind);
  return {
    masked: pieces.map((piece) => piece.text).join(''),
    worded: pieces
      .map((piece) =>
        piece.span && ALSO_WORDS.has(piece.span.readings[0]?.kind ?? '')
          ? text.slice(piece.start, piece.end)
          : piece.text,
      )
      .join(''),
    kinds: [...kinds],
  };
}
