import type { DeclaredSlot } from '../tool-declaration.ts';
import type { SlotKind } from '../../../kernel/slots.ts';
import { symbolKindOf } from '../slots/slot-kinds.ts';
import { linkLiterals, type LinkContext } from '../spans/link-spans.ts';
import { linkNames } from '../spans/link-names.ts';
import { CLOSED_KINDS } from '../closed-words.ts';
import { pickSpans } from '../spans/pick-spans.ts';
import type { Span, SpanKind } from '../spans/span.ts';
import { maskSpans, symbolOf, viewsOf, type Piece, type RankerViews } from './masked-text.ts';
import { tokenise, type Token } from './tokenise.ts';

/** A place in a phrase that an argument fills; `arg` is empty where the argument is composed from the whole sentence. */
export interface PhrasePlace {
  readonly arg: string | undefined;
  readonly slot: SlotKind | undefined;
  readonly required: boolean;
  /** The symbol that stands here; nothing for free text, which looks like nothing in particular. */
  readonly kind: SpanKind | undefined;
}

/** A declared phrase, read as sentences are. */
export interface ReadPhrase {
  readonly tool: string;
  readonly source: string;
  readonly tokens: readonly (Token & { readonly place?: PhrasePlace })[];
  readonly views: RankerViews;
}

const PLACE = /\{(\w+)\}/g;
/** Stands for a place while the words around it are read; outside the range of symbols. */
const HOLE = 0xf000;

/** Reads a phrase: places become symbols of their kind, the words between are linked as in a sentence. */
export function readPhrase(
  tool: string,
  source: string,
  slots: readonly DeclaredSlot[],
  context: LinkContext,
): ReadPhrase {
  const places: PhrasePlace[] = [];
  const text = source
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(PLACE, (_whole, name: string) => {
      places.push(placeOf(name, slots));
      return String.fromCharCode(HOLE + places.length - 1);
    });
  const holes = places.map((place, index): Span => {
    const start = text.indexOf(String.fromCharCode(HOLE + index));
    return {
      start,
      end: start + 1,
      score: 1000,
      readings: [
        {
          kind: kindOfPlace(place),
          ...(place.slot === 'instant' || place.slot === 'day' ? { tense: 'future' as const } : {}),
        },
      ],
    };
  });
  const literals = linkLiterals(text, context).filter(
    (span) => !holes.some((hole) => hole.start >= span.start && hole.start < span.end),
  );
  const closed = linkNames(text, context.gazetteer, CLOSED_KINDS);
  const pieces = maskSpans(text, pickSpans([...holes, ...closed, ...literals]));
  return {
    tool,
    source,
    tokens: withPlaces(tokenise(pieces), text, places),
    views: viewsOf(text, pieces.filter(isSeen)),
  };
}

function placeOf(name: string, slots: readonly DeclaredSlot[]): PhrasePlace {
  const declared = slots.find((slot) => slot.arg === name);
  if (declared && declared.slot !== 'report')
    return { arg: name, slot: declared.slot, required: declared.required, kind: symbolKindOf(declared.slot) };
  return { arg: undefined, slot: undefined, required: false, kind: symbolOf(name) ? (name as SpanKind) : undefined };
}

/** `quoted` holds the place of free text and is left out of what the classifier reads. */
function kindOfPlace({ kind }: PhrasePlace): SpanKind {
  return kind ?? 'quoted';
}

function isSeen(piece: Piece): boolean {
  return !(piece.span && piece.span.readings[0]?.kind === 'quoted');
}

function withPlaces(
  tokens: readonly Token[],
  text: string,
  places: readonly PhrasePlace[],
): (Token & { place?: PhrasePlace })[] {
  return tokens.map((token) => {
    const code = text.charCodeAt(token.start) - HOLE;
    const place = token.span && code >= 0 ? places[code] : undefined;
    return place ? { ...token, place } : token;
  });
}
