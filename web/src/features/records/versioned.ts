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

const CUSTOM = 'custom.';

/** The value of a field by its wire name; `custom.<key>` stands in the record's `custom`. */
export function valueOf(record: object, name: string): unknown {
  const values = record as Readonly<Record<string, unknown>>;
  if (!name.startsWith(CUSTOM)) return values[name];
  return (values['custom'] as Readonly<Record<string, unknown>> | undefined)?.[name.slice(CUSTOM.length)];
}

/** Values by wire name as a request takes them: those of custom fields go together under `custom`. */
export function bodyOf(values: Changes): Record<string, unknown> {
  const plain = Object.entries(values).filter(([name]) => !name.startsWith(CUSTOM));
  const custom = Object.entries(values).filter(([name]) => name.startsWith(CUSTOM));
  return {
    ...Object.fromEntries(plain),
    ...(custom.length === 0
      ? {}
      : { custom: Object.fromEntries(custom.map(([name, value]) => [name.slice(CUSTOM.length), value])) }),
  };
}
