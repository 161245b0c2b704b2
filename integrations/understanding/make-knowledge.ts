import { CLOSED_WORDS } from './closed-words.ts';
import { Gazetteer } from './gazetteer/gazetteer.ts';
import type { GazetteerEntry } from './gazetteer/gazetteer-entry.ts';
import { ToolRanker } from './ranking/tool-ranker.ts';
import type { SemanticLayer } from './semantic-layer.ts';
import type { ToolDeclaration } from './tool-declaration.ts';
import type { Knowledge } from './understanding.ts';

export interface KnowledgeSource {
  readonly tools: readonly ToolDeclaration[];
  readonly layer: SemanticLayer;
  /** Names of the store; the words of closed lists are added here. */
  readonly entries: Iterable<GazetteerEntry>;
  /** Phrases may hold words of time; what they mean does not matter, only that they are found. */
  readonly now: Date;
}

/** Everything `understand` needs besides the sentence. Trains the ranker: some hundred milliseconds. */
export function makeKnowledge({
  tools,
  layer,
  entries,
  now,
}: KnowledgeSource): Knowledge & { readonly gazetteer: Gazetteer } {
  const gazetteer = new Gazetteer(CLOSED_WORDS);
  for (const entry of entries) gazetteer.add(entry);
  return { gazetteer, layer, ranker: new ToolRanker(tools, layer, now) };
}
