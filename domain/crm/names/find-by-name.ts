import { pinyin } from 'pinyin-pro';
import { Params, query } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';
import { containsPattern, wordGrams } from '../words-match.ts';
import { NAMED_TABLES, type Findable, type NamedTable } from './named-tables.ts';
import { likeness, normalName, pairs } from './normal-name.ts';

/** A record a name may mean. */
export interface NameOption {
  readonly id: string;
  readonly name: string;
  /** The name with what tells it apart: «华星科技（KH-000012，苏州，王磊）». */
  readonly label: string;
}

export type NameMatch =
  | { readonly kind: 'one'; readonly row: NameOption }
  /** At most eight; `total` says how many there are. */
  | { readonly kind: 'many'; readonly options: NameOption[]; readonly total: number }
  /** At most five that are written alike. */
  | { readonly kind: 'none'; readonly near: NameOption[] };

export interface FindByName {
  readonly entity: Findable;
  /** As the person said it. */
  readonly name: string;
  /** Only contacts or opportunities of this customer. */
  readonly customer_id?: string;
}

const MOST_OPTIONS = 8;
const MOST_NEAR = 5;
/** Names less alike than this are not worth proposing. */
const LEAST_LIKENESS = 0.3;

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly names: string[];
  readonly hints: string[];
  readonly rank: number;
  readonly total: number;
}

/**
 * Resolves a name as people say it among the rows the actor may see (colleagues, teams, products and tags: everybody's):
 * the exact name, short name or code wins, then the start of a name, then any part of it; within the best of these one
 * row is an answer and several are a question. «我» is the actor. Spaces, case, width and punctuation do not matter.
 */
export async function findByName(scope: ReadScope, input: FindByName): Promise<NameMatch> {
  const { actor } = scope;
  const said = input.name.normalize('NFKC').trim();
  if (said === '') return { kind: 'none', near: [] };
  if (input.entity === 'person' && /^(我|我自己|自己|本人)$/.test(said)) {
    return { kind: 'one', row: { id: actor.userId, name: actor.name, label: actor.name } };
  }
  const found = await candidates(scope, input, said);
  const [best] = found;
  if (!best) return await nearNames(scope, input, said);
  if (best.total === 1) return { kind: 'one', row: optionOf(best) };
  return { kind: 'many', options: found.slice(0, MOST_OPTIONS).map(optionOf), total: best.total };
}

/** The rows of the best rank: 0 exact, 1 start of a name, 2 any part. */
async function candidates(scope: ReadScope, input: FindByName, said: string): Promise<Candidate[]> {
  const table = NAMED_TABLES[input.entity];
  const params = new Params();
  const exact = params.add(said.toLowerCase());
  const part = containsPattern(said);
  const start = params.add(part.slice(1));
  const anywhere = params.add(part);
  const keys = table.code ? [...table.names, table.code] : table.names;
  const any = (test: (column: string) => string, columns: readonly string[]): string => columns.map(test).join(' or ');
  return await query<Candidate>(
    scope.em,
    `with hit as (
       select e.id, ${shownColumns(table)},
         case when ${any((column) => `lower(${column}) = ${exact}`, keys)} then 0
              when ${any((column) => `lower(${column}) like ${start}`, table.names)} then 1 else 2 end as rank
       from ${table.from}
       where ${scopeOf(scope, table, input, params)} and ${holdsPairs(table, said, params)}
         and (${any((column) => `lower(${column}) like ${anywhere}`, keys)}))
     select *, count(*) over ()::int as total from hit where rank = (select min(rank) from hit) order by name, id limit ${MOST_OPTIONS}`,
    params.values,
  );
}

/** What may be part of a code: `KH`, `-0001`, `42`. */
const CODE_PART = /^[a-z]{0,2}-?\d*$/i;

/**
 * Lets the index of the search texts, which hold every name, pick the rows, instead of looking through all names. Undone
 * where the words may be part of a code, which the search texts do not hold.
 */
function holdsPairs(table: NamedTable, said: string, params: Params): string {
  const grams = wordGrams(said);
  if (!table.search || !grams || (table.code && CODE_PART.test(said))) return 'true';
  return `search_grams(${table.search}) @> (select ${params.add(grams)}::text[])`;
}

/** What the index can say of rows that hold any of the parts: pairs of characters, or a sound with all of its pairs. */
function sharesPairs(column: string, parts: readonly string[], params: Params): string {
  const short = parts.filter((part) => [...part].length <= 2);
  const long = parts.filter((part) => [...part].length > 2);
  const any = [
    ...(short.length > 0 ? [`search_grams(${column}) && (select ${params.add(short)}::text[])`] : []),
    ...long.map((part) => `search_grams(${column}) @> (select ${params.add(wordGrams(part))}::text[])`),
  ];
  return `(${any.join(' or ')})`;
}

/** Names that are written or sound alike; one that differs in spaces, case or punctuation only is the answer. */
async function nearNames(scope: ReadScope, input: FindByName, said: string): Promise<NameMatch> {
  const table = NAMED_TABLES[input.entity];
  const params = new Params();
  const wanted = normalName(said);
  const parts = [...pairs(wanted)].slice(0, 20);
  const sound = pinyin(wanted, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).join('');
  if (sound.length > 3) parts.push(sound);
  if (parts.length === 0) return { kind: 'none', near: [] };
  const column = table.search ?? `lower(concat_ws(' ', ${table.names.join(', ')}))`;
  const alike = table.search ? sharesPairs(column, parts, params) : 'true';
  const patterns = params.add(parts.map(containsPattern));
  const rows = await query<Candidate & { search: string }>(
    scope.em,
    `select e.id, ${shownColumns(table)}, ${column} as search from ${table.from}
     where ${scopeOf(scope, table, input, params)} and ${alike} and ${column} like any(${patterns}::text[]) order by e.id limit 2000`,
    params.values,
  );
  const same = rows.filter((row) => row.names.some((name) => normalName(name) === wanted));
  if (same[0] && same.length === 1) return { kind: 'one', row: optionOf(same[0]) };
  const near = rows
    .map((row) => ({ row, score: scoreOf(row, wanted, sound) }))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score || a.row.name.localeCompare(b.row.name, 'zh'))
    .slice(0, MOST_NEAR);
  return { kind: 'none', near: near.map(({ row }) => optionOf(row)) };
}

function scoreOf(row: Candidate & { search: string }, wanted: string, sound: string): number {
  const soundsAlike = sound.length > 3 && row.search.includes(sound) ? 0.9 : 0;
  return Math.max(soundsAlike, ...row.names.map((name) => likeness(name, wanted)));
}

function shownColumns(table: NamedTable): string {
  const list = (columns: readonly string[]): string =>
    columns.length > 0 ? `array_remove(array[${columns.join(', ')}]::text[], null)` : `'{}'::text[]`;
  return `e.name, ${list(table.names)} as names, ${list(table.hints)} as hints`;
}

function scopeOf(scope: ReadScope, table: NamedTable, input: FindByName, params: Params): string {
  const visible = table.visible(scope.actor, params);
  return table.customer && input.customer_id
    ? `${visible} and ${table.customer} = ${params.add(input.customer_id)}`
    : visible;
}

function optionOf(row: Pick<Candidate, 'id' | 'name' | 'hints'>): NameOption {
  const hints = row.hints.filter((hint) => hint !== '' && hint !== row.name);
  return { id: row.id, name: row.name, label: hints.length > 0 ? `${row.name}（${hints.join('，')}）` : row.name };
}
