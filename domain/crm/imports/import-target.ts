import type { Params } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { CustomEntity } from '../../../kernel/contracts/custom-fields.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { TimelineKind } from '../timeline-kinds.ts';
import type { ResolvedRow } from './resolve-row.ts';
import type { RowIssue } from './row-issue.ts';

/** A record as JSON with the column names of its table: dates as `YYYY-MM-DD`, moments as ISO text. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** A record that a batch made or changed. */
export interface Written {
  readonly before: JsonRecord | null;
  readonly after: JsonRecord;
}

/** A line for the timeline of the record's customer. */
export interface TimelineSketch {
  readonly customerId: string;
  readonly kind: TimelineKind;
  readonly about: string;
  readonly at?: string;
}

/** How one kind of record is brought in: which table, what makes two rows the same record, what follows from the values. */
export interface ImportTarget {
  readonly table: string;
  /** `customer`, `lead`, …: the word for the timeline and the audit log. */
  readonly entity: string;
  /** Whose custom fields the records have; their search text is made with them. */
  readonly custom?: CustomEntity;
  /** Columns an import may write, beside id, version and the times. */
  readonly columns: readonly string[];
  /** The columns a row sets; what the file does not say is left out. */
  readonly toColumns: (row: ResolvedRow) => Record<string, unknown>;
  /** What is wrong with the row as a whole, seen with the columns it sets. */
  readonly check?: (row: ResolvedRow, columns: JsonRecord) => RowIssue | undefined;
  /** Keys that say which record it is when there is no external id; the first one is the row's own. */
  readonly keysOf: (record: JsonRecord) => string[];
  /** SQL condition (alias `t`) that finds the stored records of these rows by those keys. */
  readonly stored: (records: readonly JsonRecord[], params: Params) => string;
  /** SQL condition (alias `t`) for what the actor may see. */
  readonly visible: (actor: Actor, params: Params) => string;
  /** Fills in what a new record needs and follows from its columns. */
  readonly defaults: (columns: JsonRecord, scope: WriteScope) => Record<string, unknown>;
  /** What follows from the merged record: chance of winning, the moment of conversion. */
  readonly derive: (record: JsonRecord, before: JsonRecord | null) => Record<string, unknown>;
  readonly timeline?: (written: Written) => TimelineSketch | undefined;
  /** What else belongs to the records of a batch: stage changes, last activities. */
  readonly afterWrite?: (scope: WriteScope, written: readonly Written[]) => Promise<void>;
}

/** The text of a column, or an empty one. */
export function textOf(record: JsonRecord, column: string): string {
  const value = record[column];
  return typeof value === 'string' ? value : '';
}

/** The text values of a column over all records, without gaps. */
export function textsOf(records: readonly JsonRecord[], column: string): string[] {
  return [...new Set(records.map((record) => textOf(record, column)).filter((text) => text !== ''))];
}
