import { Params, queryOne } from '../../../db/query.ts';
import type { QualityEntity, QualityOverview, QualityProblem } from '../../../kernel/contracts/data-quality.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { COMPLETENESS_FIELDS } from './completeness.ts';
import { PROBLEM_WORDS } from './find-problems.ts';
import { readRule, stillOpen, touchedAt } from './list-quality.ts';
import { RECORD_TABLES } from './record-tables.ts';

type Counts = QualityOverview['total'];
type Group = Counts & {
  readonly id: string | null;
  readonly name: string | null;
  readonly score_sum: number;
  readonly checked: number;
};
/** A field that is missing or a problem, and in how many records. */
interface Named {
  readonly kind: 'missing' | 'problems';
  readonly code: string;
  readonly records: number;
}

const UNNAMED = { owner: '暂无负责人', team: '暂无团队' } as const;

/**
 * How good the data is per owner or team, over the records the actor may see; the most records first. The records are read once:
 * first folded to those that lack and have the same, then counted per group and per field.
 */
export async function qualityOverview(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly entity: QualityEntity; readonly by: 'owner' | 'team' },
): Promise<QualityOverview> {
  const table = RECORD_TABLES[input.entity];
  const rule = await readRule(scope, input.entity);
  const params = new Params();
  const group = `${table.owned}.${input.by}_id`;
  const stale = [
    `${touchedAt(input.entity)} <= ${params.add(daysAgo(scope.clock, rule.stale_days))}`,
    ...stillOpen(input.entity),
  ];
  const found = await queryOne<{ groups: Group[]; named: Named[] }>(
    scope.em,
    `with per as materialized (
       select ${group} as id, q.missing, q.problems, count(*) as records, sum(q.score) as score_sum, count(q.score) as checked,
         count(*) filter (where q.score < ${params.add(rule.incomplete_below)}) as incomplete,
         count(*) filter (where ${stale.join(' and ')}) as stale, count(*) filter (where twin.id is not null) as duplicates
       from ${table.from} left join record_quality q on q.entity = '${input.entity}' and q.entity_id = r.id
       left join (select distinct x.id from duplicate_candidate d cross join lateral (values (d.left_id), (d.right_id)) as x(id)
         where d.entity = '${input.entity}' and d.status = 'open') twin on twin.id = r.id
       where ${visibleRows(scope.actor, table.owned, params)} group by 1, 2, 3
     ), counted as (
       select id, sum(records) as records, coalesce(sum(score_sum), 0) as score_sum, sum(checked) as checked, sum(incomplete) as incomplete,
         sum(stale) as stale, coalesce(sum(records) filter (where problems <> '{}'), 0) as invalid, sum(duplicates) as duplicates
       from per group by 1
     ), named as (
       select n.kind, n.code, sum(p.records) as records
       from per p cross join lateral (select 'missing' as kind, unnest(p.missing) as code union all select 'problems', unnest(p.problems)) n
       group by 1, 2
     )
     select (select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('name', g.name) order by c.records desc, g.name), '[]')
         from counted c left join ${input.by === 'owner' ? 'app_user' : 'team'} g on g.id = c.id) as groups,
       (select coalesce(jsonb_agg(to_jsonb(n) order by n.records desc, n.code), '[]') from named n) as named`,
    params.values,
  );
  const rows = found?.groups ?? [];
  const pending = await queryOne<{ n: number }>(
    scope.em,
    'select count(*)::int as n from quality_pending where entity = $1',
    [input.entity],
  );
  return {
    entity: input.entity,
    total: countsOf(rows),
    groups: rows.map((row) => ({ id: row.id, name: row.name ?? UNNAMED[input.by], ...countsOf([row]) })),
    ...namedCounts(input.entity, found?.named ?? []),
    pending: pending?.n ?? 0,
  };
}

/** How many of the records lack which field that counts, and have which problem; the most first. */
function namedCounts(entity: QualityEntity, rows: readonly Named[]): Pick<QualityOverview, 'missing' | 'problems'> {
  const counts = (kind: Named['kind'], labelOf: (code: string) => string): QualityOverview['missing'] =>
    rows.filter((row) => row.kind === kind).map(({ code, records }) => ({ code, label: labelOf(code), records }));
  return {
    missing: counts('missing', (code) => COMPLETENESS_FIELDS[entity][code]?.label ?? code),
    problems: counts('problems', (code) => PROBLEM_WORDS[code as QualityProblem] ?? code),
  };
}

function countsOf(rows: readonly Group[]): Counts {
  const sum = (of: (row: Group) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const checked = sum((row) => row.checked);
  return {
    records: sum((row) => row.records),
    completeness: checked === 0 ? null : Math.round((10 * sum((row) => row.score_sum)) / checked) / 10,
    incomplete: sum((row) => row.incomplete),
    stale: sum((row) => row.stale),
    invalid: sum((row) => row.invalid),
    duplicates: sum((row) => row.duplicates),
  };
}
