import type { Params } from '../../../db/query.ts';
import type { BulkChange } from '../../../kernel/contracts/data-quality.ts';
import { touchedColumns, touchedKeys, touchesTags } from './bulk-fields.ts';

/**
 * SQL for what a change touches of a record (alias `r`) as JSON: its columns, and of its tags those the change names. Two
 * states are equal when a change made no difference, and only what a change touched can stand in the way of taking it back.
 */
export function stateSql(change: BulkChange, params: Params): string {
  const parts = touchedColumns(change).map((column) => `'${column}', r.${column}`);
  for (const key of touchedKeys(change))
    parts.push(`${params.add(`custom.${key}`)}::text, r.custom->${params.add(key)}::text`);
  if (touchesTags(change)) {
    const named = params.add([...(change.add_tags ?? []), ...(change.remove_tags ?? [])]);
    parts.push(`'tags', (select coalesce(jsonb_agg(t.name order by t.name), '[]') from customer_tag ct join tag t on t.id = ct.tag_id
      where ct.customer_id = r.id and t.name = any(${named}::text[]))`);
  }
  return `jsonb_build_object(${parts.join(', ')})`;
}

/** What a record is like after the change, in the same shape. */
export function targetState(change: BulkChange): Record<string, unknown> {
  return {
    ...change.fields,
    ...(change.owner_id === undefined ? {} : { owner_id: change.owner_id }),
    ...(touchesTags(change) ? { tags: [...(change.add_tags ?? [])] } : {}),
  };
}

/** Whether two states are equal; the order of tags does not matter. */
export function sameState(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => JSON.stringify(ordered(left[key])) === JSON.stringify(ordered(right[key])));
}

function ordered(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).toSorted() : (value ?? null);
}
