import type { Knowledge, TurnInput } from './understanding.ts';
import { LayerLinker } from './spans/link-layer.ts';
import { linkSpans } from './spans/link-spans.ts';
import { normalise, type NormalText } from './normalise.ts';
import { maskSpans, type Piece } from './ranking/masked-text.ts';
import type { Span } from './spans/span.ts';
import type { SemanticLayer } from './semantic-layer.ts';

/** A sentence with everything found in it. */
export interface ReadSentence extends NormalText {
  readonly spans: readonly Span[];
  readonly pieces: readonly Piece[];
}

const linkers = new WeakMap<SemanticLayer, LayerLinker>();

/** The linker of a layer, made once for it. */
export function linkerOf(layer: SemanticLayer): LayerLinker {
  let linker = linkers.get(layer);
  if (!linker) {
    linker = new LayerLinker(layer);
    linkers.set(layer, linker);
  }
  return linker;
}

/** Normalises a sentence and links what it mentions. */
export function readSentence(
  raw: string,
  { gazetteer, layer, ranker }: Knowledge,
  now: TurnInput['now'],
): ReadSentence {
  const normal = normalise(raw);
  const spans = linkSpans(normal, {
    gazetteer,
    layer: linkerOf(layer),
    now,
    ordinary: (word) => ranker.isOrdinary(word),
  });
  return { ...normal, spans, pieces: maskSpans(normal.text, spans) };
}
