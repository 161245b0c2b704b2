import type { ImportKind } from '../../../kernel/contracts/imports.ts';
import type { ParsedRow } from './parse-row.ts';
import { rowIssue } from './row-issue.ts';

type Values = ParsedRow['values'];

/** What makes two rows of one file the same record: any of `own` seen before; `also` is what later rows may call it. */
interface RowKeys {
  readonly own: string[];
  readonly also: string[];
}

const key = (values: Values, ...fields: string[]): string =>
  JSON.stringify([fields, fields.map((field) => values[field] ?? null)]);

const PERSON = ['company', 'name'] as const;

/** The natural key of each kind, worked out from the file alone. */
const NATURAL: Readonly<Record<ImportKind, (values: Values) => RowKeys>> = {
  customers: (values) => ({ own: [key(values, 'name')], also: [] }),
  contacts: (values) => ({ own: [key(values, 'customer', 'name')], also: [] }),
  leads: (values) => {
    const person = values.name || values.company ? [key(values, ...PERSON)] : [];
    return values.phone ? { own: [key(values, 'phone')], also: person } : { own: person, also: [] };
  },
  opportunities: (values) => ({
    own: [key(values, 'customer', 'opened_on', values.name ? 'name' : 'product')],
    also: [],
  }),
  activities: (values) => ({
    own: [key(values, 'customer', 'lead', 'opportunity', 'kind', 'occurred_at', 'due_at', 'subject', 'content')],
    also: [],
  }),
  products: (values) => ({ own: [key(values, 'name')], also: [] }),
  users: (values) => ({ own: [values.username ? key(values, 'username') : key(values, 'name')], also: [] }),
};

/** Kinds whose natural key must be unique even among rows with external ids. */
const ALWAYS_UNIQUE: ReadonlySet<ImportKind> = new Set(['products', 'users']);

/** Remembers the records of a file, so that a record that stands in it twice is taken once. */
export class DuplicateRows {
  readonly #first = new Map<string, number>();
  readonly #kind: ImportKind;

  constructor(kind: ImportKind) {
    this.#kind = kind;
  }

  /** The row, with an issue when an earlier row was the same record. Call once for every row, in order. */
  mark(row: ParsedRow): ParsedRow {
    if (row.issues.length > 0) return row;
    const { own, also } = this.#keysOf(row.values);
    const first = own.map((one) => this.#first.get(one)).find((one) => one !== undefined);
    for (const one of [...own, ...also]) if (!this.#first.has(one)) this.#first.set(one, row.row);
    return first === undefined ? row : { ...row, issues: [rowIssue(row.row, 'duplicate_row', { details: { first } })] };
  }

  #keysOf(values: Values): RowKeys {
    const natural = NATURAL[this.#kind](values);
    if (typeof values.external_id !== 'string') return natural;
    const external = [`x ${values.external_id}`];
    return ALWAYS_UNIQUE.has(this.#kind)
      ? { own: [...external, ...natural.own], also: [] }
      : { own: external, also: [] };
  }
}
