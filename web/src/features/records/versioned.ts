/** What every record of the CRM has for optimistic locking. */
export interface Versioned {
  id: string;
  version: number;
}

/** A change of some fields, by their wire names. */
export type Changes = Readonly<Record<string, unknown>>;

/** A change that met a newer record: what the person wanted, what they saw, and what is there now. */
export interface Conflict<T> {
  mine: Changes;
  seen: T;
  theirs: T;
}

/** The value of a field by its wire name. */
export function valueOf(record: object, name: string): unknown {
  return (record as Record<string, unknown>)[name];
}
