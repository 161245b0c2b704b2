import { query } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';

/** Everything that has a name people say. */
export const NAMED_KINDS = [
  'person',
  'team',
  'customer',
  'contact',
  'lead',
  'opportunity',
  'product',
  'tag',
  'region',
  'sector',
  'source',
] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

/** One name of the gazetteer. */
export interface NameEntry {
  readonly kind: NamedKind;
  /** Id of the record; null for a plain value (region, sector, source). */
  readonly id: string | null;
  readonly name: string;
  /** Other ways to say it: short name, code, company of a lead, user name. */
  readonly aliases: string[];
}

export interface ListNames {
  /** Only these kinds; all by default. */
  readonly kinds?: readonly NamedKind[];
  /** Only records that changed at or after this moment; plain values are always listed whole. */
  readonly since?: Date;
  /** Names per page; 2,000 by default. */
  readonly pageSize?: number;
}

interface RecordTable {
  readonly table: string;
  readonly aliases: readonly string[];
  readonly changed: string;
  readonly where?: string;
}

const RECORDS: Readonly<Partial<Record<NamedKind, RecordTable>>> = {
  person: { table: 'app_user', aliases: ['username'], changed: 'updated_at', where: 'active' },
  team: { table: 'team', aliases: [], changed: 'created_at' },
  customer: { table: 'customer', aliases: ['short_name', 'code'], changed: 'updated_at' },
  contact: { table: 'contact', aliases: [], changed: 'updated_at' },
  lead: { table: 'lead', aliases: ['company', 'code'], changed: 'updated_at' },
  opportunity: { table: 'opportunity', aliases: ['code'], changed: 'updated_at' },
  product: { table: 'product', aliases: ['series'], changed: 'updated_at' },
  tag: { table: 'tag', aliases: [], changed: 'created_at' },
};

const VALUES: Readonly<Partial<Record<NamedKind, string>>> = {
  region: `select region as name from customer union select region from lead union select region from team`,
  sector: `select sector as name from customer union select sector from lead`,
  source: `select source as name from customer union select source from lead union select source from opportunity`,
};

/**
 * All names the organisation knows, page by page, whoever may see the records: a gazetteer must recognise a name to be
 * able to say that one may not see it. Texts from here never go to a person unresolved. A deleted record is not told
 * here; the event `crm.record_changed` tells it.
 */
export async function* listNames(scope: Pick<ReadScope, 'em'>, input: ListNames = {}): AsyncGenerator<NameEntry[]> {
  for (const kind of input.kinds ?? NAMED_KINDS) {
    const records = RECORDS[kind];
    if (records) yield* recordNames(scope, kind, records, input);
    const values = VALUES[kind];
    if (values) {
      const rows = await query<{ name: string }>(
        scope.em,
        `select v.name from (${values}) v where v.name <> '' order by v.name`,
      );
      if (rows.length > 0) yield rows.map((row) => ({ kind, id: null, name: row.name, aliases: [] }));
    }
  }
}

async function* recordNames(
  scope: Pick<ReadScope, 'em'>,
  kind: NamedKind,
  source: RecordTable,
  input: ListNames,
): AsyncGenerator<NameEntry[]> {
  const pageSize = input.pageSize ?? 2000;
  const aliases =
    source.aliases.length > 0 ? `array_remove(array[${source.aliases.join(', ')}]::text[], null)` : `'{}'::text[]`;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await query<{ id: string; name: string; aliases: string[] }>(
      scope.em,
      `select id, name, ${aliases} as aliases from ${source.table}
       where id > $1 and ($2::timestamptz is null or ${source.changed} >= $2) ${source.where ? `and ${source.where}` : ''}
       order by id limit $3`,
      [after, input.since ?? null, pageSize],
    );
    if (rows.length > 0) yield rows.map((row) => ({ kind, ...row }));
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.id ?? after;
  }
}
