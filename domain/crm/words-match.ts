import { Params, queryOne } from '../../db/query.ts';
import type { ReadScope } from './crm-scope.ts';

/** A `like` pattern that finds the words anywhere, with its own wildcards taken literally. */
export function containsPattern(words: string): string {
  return `%${words
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/**
 * The pairs of neighbouring characters of the words, as the index of the search texts keeps them; one character beyond ASCII
 * by itself. A text without them does not hold the words. Undefined for a single letter or digit, which nearly every text
 * holds: there the index is of no use.
 */
export function wordGrams(words: string): string[] | undefined {
  const letters = [...words.trim().toLowerCase()];
  const [only] = letters;
  if (only === undefined) return undefined;
  if (letters.length === 1) return only > '\u007F' ? [only] : undefined;
  return [...new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))];
}

/**
 * The condition that a `search_text` with an index of pairs (`<table>_grams`) holds the words: the index names the rows that have all pairs, the pattern decides.
 * The pairs come in by a subquery, so that the planner does not count on how common they are: it would compute the pairs
 * of every row where nearly all have them (docs/adr/0016).
 */
export function textMatch(alias: string, words: string, params: Params): string {
  const like = `${alias}.search_text like ${params.add(containsPattern(words))}`;
  const grams = wordGrams(words);
  if (!grams) return like;
  return `(search_grams(${alias}.search_text) @> (select ${params.add(grams)}::text[]) and ${like})`;
}

/** Customers beyond this are so many that their records are looked through rather than looked up. */
const FEW_CUSTOMERS = 5000;

/**
 * The condition that a row's own `search_text` or that of its customer holds the words. Few customers are asked for their
 * rows by the index; where the words are in thousands of names («公司»), the rows are looked through once.
 *
 * @param table the table of the row; a deal may also be named by its code
 */
export async function withCustomerMatch(
  scope: Pick<ReadScope, 'em'>,
  table: 'contact' | 'opportunity',
  alias: string,
  words: string,
  params: Params,
): Promise<string> {
  const probe = new Params();
  const few = await queryOne<{ count: number }>(
    scope.em,
    `select count(*)::int as count from (select 1 from customer c where ${textMatch('c', words, probe)} limit ${FEW_CUSTOMERS + 1}) hit`,
    probe.values,
  );
  const own = (row: string): string =>
    table === 'opportunity' ? wordsMatch(row, words, params) : textMatch(row, words, params);
  if ((few?.count ?? 0) <= FEW_CUSTOMERS) {
    return `${alias}.id in (select s.id from ${table} s where ${own('s')}
      union select s.id from ${table} s where s.customer_id in (select sc.id from customer sc where ${textMatch('sc', words, params)}))`;
  }
  const pattern = params.add(containsPattern(words));
  return `(${alias}.search_text like ${pattern}
    or ${alias}.customer_id in (select sc.id from customer sc where sc.search_text like ${pattern}))`;
}

/** The condition of a search box over a table with `search_text` and `code`: any part of a name or its pinyin, or the code. */
export function wordsMatch(alias: string, words: string, params: Params): string {
  const text = textMatch(alias, words, params);
  // A code has its own form, so other words need not be looked for among the codes.
  const code = words.trim().toUpperCase();
  return CODE.test(code) ? `(${text} or ${alias}.code = ${params.add(code)})` : text;
}

const CODE = /^[A-Z]{1,4}-?\d+$/;
