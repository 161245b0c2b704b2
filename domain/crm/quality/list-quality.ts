import type { z } from 'zod';
import { Params, queryOne } from '../../../db/query.ts';
import type {
  IncompleteList,
  InvalidList,
  QualityEntity,
  QualityListQuery,
  QualityProblem,
  QualityRow,
  StaleList,
} from '../../../kernel/contracts/data-quality.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { textMatch } from '../words-match.ts';
import { COMPLETENESS_FIELDS } from './completeness.ts';
import { qualityError } from './errors.ts';
import { PROBLEM_WORDS } from './find-problems.ts';
import { ownerJoins, RECORD_TABLES } from './record-tables.ts';

type ListScope = ReadScope & { readonly clock: Clock };
type Row = Omit<QualityRow, 'missing' | 'problems' | 'entity'> & {
  readonly missing: string[] | null;
  readonly problems: string[] | null;
};

/** SQL for the moment something was done with a record, or it was made. */
export function touchedAt(entity: QualityEntity): string {
  return `coalesce(${RECORD_TABLES[entity].lastActivity}, r.created_at)`;
}

/**
 * Records whose completeness is below the rule's bound (or `below`), the emptiest first.
 * @throws AppError `crm.quality_unknown_field` for an unknown `missing`
 */
export async function listIncomplete(
  scope: ListScope,
  input: z.infer<typeof IncompleteList>,
): Promise<Page<QualityRow>> {
  const params = new Params();
  const rule = await readRule(scope, input.entity);
  const where = [`q.score < ${params.add(input.below ?? rule.incomplete_below)}`];
  if (input.missing) {
    const known = COMPLETENESS_FIELDS[input.entity];
    if (!(input.missing in known)) {
      const allowed = Object.keys(known).join('、');
      throw qualityError('crm.quality_unknown_field', { details: { field: input.missing, allowed } });
    }
    where.push(`q.missing @> array[${params.add(input.missing)}]::text[]`);
  }
  return await listRows(scope, input, { where, orderBy: 'q.score, q.entity_id', inner: true, params });
}

/** Records nobody has done anything with for the rule's days (or `days`), the longest first. Converted leads are done. */
export async function listStale(scope: ListScope, input: z.infer<typeof StaleList>): Promise<Page<QualityRow>> {
  const params = new Params();
  const days = input.days ?? (await readRule(scope, input.entity)).stale_days;
  const touched = touchedAt(input.entity);
  const where = [`${touched} <= ${params.add(daysAgo(scope.clock, days))}`, ...stillOpen(input.entity)];
  return await listRows(scope, input, { where, orderBy: `${touched}, r.id`, inner: false, params });
}

/** Leads that were converted or given up need no care. */
export function stillOpen(entity: QualityEntity): string[] {
  return entity === 'lead' ? ["r.status not in ('converted', 'disqualified')"] : [];
}

/** Records with something wrong in them, newest first. */
export async function listInvalid(scope: ListScope, input: z.infer<typeof InvalidList>): Promise<Page<QualityRow>> {
  const params = new Params();
  const where = ["q.problems <> '{}'"];
  if (input.problem) where.push(`q.problems @> array[${params.add(input.problem)}]::text[]`);
  return await listRows(scope, input, { where, orderBy: 'r.created_at desc, r.id desc', inner: true, params });
}

interface Plan {
  readonly where: readonly string[];
  readonly orderBy: string;
  /** Whether only records that were looked at count. */
  readonly inner: boolean;
  readonly params: Params;
}

async function listRows(scope: ListScope, input: QualityListQuery, plan: Plan): Promise<Page<QualityRow>> {
  const { params } = plan;
  const table = RECORD_TABLES[input.entity];
  const ofOwner = scope.actor.dataScope === 'all' ? [] : [visibleRows(scope.actor, table.owned, params)];
  if (input.owner_id) ofOwner.push(`${table.owned}.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) ofOwner.push(`${table.owned}.team_id = ${params.add(input.team_id)}`);
  const where = [...plan.where, ...ofOwner];
  if (input.q?.trim()) where.push(textMatch('r', input.q, params));
  const quality = `${plan.inner ? 'join' : 'left join'} record_quality q on q.entity = '${input.entity}' and q.entity_id = r.id`;
  const owner = table.owned === 'o' ? 'join customer o on o.id = r.customer_id' : '';
  const now = params.add(scope.clock.now());
  const page = await pageOfRows<Row>(
    scope,
    {
      from: `${table.table} r`,
      alias: 'r',
      // The customers of contacts are read for the filter only when it asks whose they are.
      filterJoins: ofOwner.length > 0 ? `${owner} ${quality}` : quality,
      where,
      orderBy: plan.orderBy,
      columns: `r.id, r.name, ${table.detail} as detail, ${table.owned}.owner_id, u.name as owner_name, tm.name as team_name, q.score as completeness,
        q.missing, q.problems, iso(${table.lastActivity}) as last_activity_at,
        greatest(0, floor(extract(epoch from ${now}::timestamptz - ${touchedAt(input.entity)}) / 86400))::int as idle_days, r.version`,
      joins: `${owner} ${quality} ${ownerJoins(table)}`,
      params,
    },
    input,
  );
  return { ...page, items: page.items.map((row) => ({ entity: input.entity, ...row, ...named(input.entity, row) })) };
}

function named(entity: QualityEntity, row: Row): Pick<QualityRow, 'missing' | 'problems'> {
  return {
    missing: (row.missing ?? []).map((code) => ({ code, label: COMPLETENESS_FIELDS[entity][code]?.label ?? code })),
    problems: (row.problems ?? []).map((code) => ({ code, label: PROBLEM_WORDS[code as QualityProblem] ?? code })),
  };
}

/** When a kind of record is stale and incomplete. */
export async function readRule(
  scope: Pick<ReadScope, 'em'>,
  entity: QualityEntity,
): Promise<{ stale_days: number; incomplete_below: number; version: number }> {
  const row = await queryOne<{ stale_days: number; incomplete_below: number; version: number }>(
    scope.em,
    'select stale_days, incomplete_below, version from quality_rule where entity = $1',
    [entity],
  );
  return row ?? { stale_days: 90, incomplete_below: 60, version: 1 };
}
