import type { Params } from '../../db/query.ts';

/** A `like` pattern that finds the words anywhere, with its own wildcards taken literally. */
export function containsPattern(words: string): string {
  return `%${words
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** The condition of a search box over a table with `search_text` and `code`: any part of a name or its pinyin, or the code. */
export function wordsMatch(alias: string, words: string, params: Params): string {
  const pattern = params.add(containsPattern(words));
  return `(${alias}.search_text like ${pattern} or ${alias}.code = ${params.add(words.trim().toUpperCase())})`;
}
