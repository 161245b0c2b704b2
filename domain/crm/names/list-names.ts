import { Params, query } from '../../../db/query.ts';
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
  'segment',
  'region',
  'sector',
  'source',
  'series',
] as const;
export type NamedKind = (typeof NAMED_KINDS)[number];

/** One name of the gazetteer. */
export interface NameEntry {
  readonly kind: NamedKind;
  /** Id of the record; null for a plain value (region, sector, source). */
  readonly id: string | null;
  readonly name: string;
  /** Other ways to say it: short name, company of a lead, user name. */
  readonly aliases: string[];
  /** The record's number, for instance `KH-000123`. */
  readonly code?: string | null;
  /** Tells records of one name apart: city and owner. */
  readonly hint?: string | null;
  /** Whose record it is, so that a choice is only offered to those who may see it. */
  readonly ownerId?: string | null;
  readonly teamId?: string | null;
}

export interface ListNames {
  /** Only these kinds; all by default. */
  readonly kinds?: readonly NamedKind[];
  /** Only records that changed at or after this moment; plain values are always listed whole. */
  readonly since?: Date;
  /** Only these records by kind, and the plain values they hold: what a change of a few records costs is small then. */
  readonly ids?: ReadonlyMap<string, readonly string[]>;
  /** Names per page; 2,000 by default. */
  readonly pageSize?: number;
}

interface RecordTable {
  /** The table as `r`, with what it is joined to. */
  readonly from: string;
  readonly aliases: readonly string[];
  readonly changed: string;
  readonly where?: string;
  readonly code?: string;
  readonly hint?: string;
  readonly owner?: string;
  readonly team?: string;
}

const OWNED = 'left join app_user u on u.id = r.owner_id';

const RECORDS: Readonly<Partial<Record<NamedKind, RecordTable>>> = {
  person: { from: 'app_user r', aliases: ['r.username'], changed: 'r.updated_at', where: 'r.active' },
  team: { from: 'team r', aliases: [], changed: 'r.created_at' },
  customer: {
    from: `customer r ${OWNED}`,
    aliases: ['r.short_name'],
    changed: 'r.updated_at',
    code: 'r.code',
    hint: "concat_ws('，', r.city, u.name)",
    owner: 'r.owner_id',
    team: 'r.team_id',
  },
  contact: {
    from: 'contact r join customer c on c.id = r.customer_id',
    aliases: [],
    changed: 'r.updated_at',
    hint: 'coalesce(c.short_name, c.name)',
    owner: 'c.owner_id',
    team: 'c.team_id',
  },
  lead: {
    from: `lead r ${OWNED}`,
    aliases: ['r.company'],
    changed: 'r.updated_at',
    code: 'r.code',
    hint: "concat_ws('，', r.company, u.name)",
    owner: 'r.owner_id',
    team: 'r.team_id',
  },
  opportunity: {
    from: `opportunity r ${OWNED} left join customer c on c.id = r.customer_id`,
    aliases: [],
    changed: 'r.updated_at',
    code: 'r.code',
    hint: "concat_ws('，', coalesce(c.short_name, c.name), u.name)",
    owner: 'r.owner_id',
    team: 'r.team_id',
  },
  product: { from: 'product r', aliases: [], changed: 'r.updated_at' },
  tag: { from: 'tag r', aliases: [], changed: 'r.created_at' },
  segment: {
    from: 'segment r',
    aliases: [],
    changed: 'r.updated_at',
    owner: 'case when r.shared then null else r.owner_id end',
  },
};

/** The tables that have a column of this name. */
const VALUES: Readonly<Partial<Record<NamedKind, readonly string[]>>> = {
  region: ['customer', 'lead', 'team'],
  sector: ['customer', 'lead'],
  series: ['product'],
  source: ['customer', 'lead', 'opportunity'],
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
    const tables = VALUES[kind];
    if (tables) {
      const rows = await valueNames(scope, kind, tables, input.ids);
      if (rows.length > 0) yield rows.map((row) => ({ kind, id: null, name: row.name, aliases: [] }));
    }
  }
}

async function valueNames(
  scope: Pick<ReadScope, 'em'>,
  column: NamedKind,
  tables: readonly string[],
  ids: ListNames['ids'],
): Promise<{ name: string }[]> {
  const asked = ids ? tables.filter((table) => ids.has(table)) : tables;
  if (asked.length === 0) return [];
  const params = new Params();
  const parts = asked.map((table) => {
    const only = ids ? `where id = any(${params.add(ids.get(table))}::uuid[])` : '';
    return `select distinct ${column} as name from ${table} ${only}`;
  });
  return await query(
    scope.em,
    `select v.name from (${parts.join(' union ')}) v where v.name <> '' order by v.name`,
    params.values,
  );
}

async function* recordNames(
  scope: Pick<ReadScope, 'em'>,
  kind: NamedKind,
  source: RecordTable,
  input: ListNames,
): AsyncGenerator<NameEntry[]> {
  const pageSize = input.pageSize ?? 2000;
  const ids = input.ids && (input.ids.get(kind) ?? []);
  if (ids?.length === 0) return;
  const aliases =
    source.aliases.length > 0 ? `array_remove(array[${source.aliases.join(', ')}]::text[], null)` : `'{}'::text[]`;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await query<Omit<NameEntry, 'kind' | 'id'> & { id: string }>(
      scope.em,
      `select r.id, r.name, ${aliases} as aliases, ${source.code ?? 'null'} as code, ${source.hint ?? 'null'} as hint,
              ${source.owner ?? 'null::uuid'} as "ownerId", ${source.team ?? 'null::uuid'} as "teamId"
       from ${source.from}
       where r.id > $1 and ($2::timestamptz is null or ${source.changed} >= $2) ${ids ? 'and r.id = any($4::uuid[])' : ''} ${source.where ? `and ${source.where}` : ''}
       order by r.id limit $3`,
      [after, input.since ?? null, pageSize, ...(ids ? [ids] : [])],
    );
    if (rows.length > 0) yield rows.map((row) => ({ kind, ...row }));
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.id ?? after;
  }
}
