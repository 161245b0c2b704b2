import { knowledgeIndexError } from '../index/errors.ts';
import type { IndexedPassage, Passage } from '../index/passage.ts';
import { documentVector } from '../vectors/document-vector.ts';
import type { Embedder } from './embedder.port.ts';

/**
 * Gives passages their vectors: term weights, and dense ones where an embedder is set.
 * @throws AppError `knowledge.embedding_failed` (transient), `knowledge.embedding_refused`, `knowledge.wrong_dimension`
 */
export async function vectorisePassages(
  embedder: Embedder | null,
  passages: readonly Passage[],
  signal?: AbortSignal,
): Promise<IndexedPassage[]> {
  const dense = embedder ? await embedder.embed(passages.map(textOf), signal ? { signal } : {}) : null;
  if (dense && dense.length !== passages.length)
    throw knowledgeIndexError('knowledge.embedding_failed', { details: { reason: 'fewer vectors than texts' } });
  return passages.map((passage, at) => ({ ...passage, sparse: documentVector(passage), dense: dense?.[at] ?? null }));
}

/** What is embedded: a passage alone often does not say what it is about. */
function textOf({ title, heading, text }: Passage): string {
  return [title, heading, text].filter((part) => part.trim() !== '').join('\n');
}
