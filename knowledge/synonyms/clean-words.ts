import { knowledgeIndexError } from '../index/errors.ts';
import { normaliseText } from '../text/normalise-text.ts';

/**
 * The words of a group without repetitions; those that differ only in width, case or script form count as one.
 * @throws AppError `knowledge.synonym_too_few`
 */
export function cleanWords(words: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const word of words) {
    const form = normaliseText(word).trim();
    if (form !== '' && !kept.has(form)) kept.set(form, word.trim());
  }
  if (kept.size < 2) throw knowledgeIndexError('knowledge.synonym_too_few');
  return [...kept.values()];
}
