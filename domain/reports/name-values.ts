import { Params, query } from '../../db/query.ts';
import type { Scope } from '../scope.ts';
import { visibleRows } from '../visible-rows.ts';
import type { Dimension, ValueSource } from './layer.ts';

/** A value a dimension has. */
export interface NameValue {
  /** What a person reads and says. */
  readonly label: string;
  /** What tells two of the same label apart: an id, a code, or the label itself. */
  readonly key: string;
  /** A word that tells a person which of two is meant (the team of a colleague, the code of a customer). */
  readonly hint: string | null;
  readonly synonyms: readonly string[];
}

/**
 * Lists the values of a dimension, sorted by label: a fixed set with its synonyms, or what the store holds. Customers are
 * only those the actor may see; names of colleagues, teams, products, regions and sectors are open to everybody. Buckets of
 * time have no list.
 *
 * @param labels only values with one of these labels or keys (case does not matter)
 */
export async function nameValues(
  scope: Pick<Scope, 'em' | 'actor'>,
  dimension: Dimension,
  labels?: readonly string[],
): Promise<NameValue[]> {
  if (dimension.coded) return dimension.coded.map((value) => ({ ...value, key: value.code, hint: null }));
  if (!dimension.sources) return [];
  const params = new Params();
  const wanted = labels && params.add(labels.map((label) => label.toLowerCase()));
  const parts = dimension.sources.map((source) => selectValues(scope, source, params, wanted));
  const rows = await query<{ key: string; label: string; hint: string | null }>(
    scope.em,
    `select key, label, min(hint) as hint from (${parts.join(' union all ')}) v group by key, label order by label, key`,
    params.values,
  );
  return rows.map((row) => ({ ...row, synonyms: [] }));
}

function selectValues(
  { actor }: Pick<Scope, 'actor'>,
  source: ValueSource,
  params: Params,
  wanted: string | undefined,
): string {
  const key = `v.${source.key ?? source.column}::text`;
  const label = `v.${source.column}::text`;
  const hint = source.hint ? `v.${source.hint}::text` : 'null::text';
  const visible = source.scoped ? visibleRows(actor, 'v', params) : 'true';
  const match = wanted ? `(lower(${label}) = any(${wanted}::text[]) or ${key} = any(${wanted}::text[]))` : 'true';
  return `select distinct ${key} as key, ${label} as label, ${hint} as hint from ${source.view} v
    where ${label} is not null and ${visible} and ${match}`;
}
