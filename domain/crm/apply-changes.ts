import { isDeepStrictEqual } from 'node:util';

/** Wire name of a field → name of the entity's property. */
export type FieldTable = Readonly<Record<string, string>>;

/** The fields that really changed, with their values before and after, keyed by wire name. */
export interface Changes {
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
}

/**
 * Writes the given fields onto an entity and answers what changed. A field that is `undefined` is left alone; an empty
 * text counts as none. Nothing is written where the value stays the same, so an update without a change writes no row.
 */
export function applyChanges(row: object, input: object, fields: FieldTable): Changes {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [wire, property] of Object.entries(fields)) {
    const given: unknown = Reflect.get(input, wire);
    if (given === undefined) continue;
    const value = given === '' ? null : given;
    const old: unknown = Reflect.get(row, property) ?? null;
    if (sameValue(old, value)) continue;
    before[wire] = old;
    after[wire] = value;
    Reflect.set(row, property, value);
  }
  return { before, after };
}

/** Whether anything changed. */
export function hasChanges(changes: Changes): boolean {
  return Object.keys(changes.after).length > 0;
}

/** Moments compare by their time, JSON by what it says, whatever the order of its keys. */
function sameValue(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right);
}
