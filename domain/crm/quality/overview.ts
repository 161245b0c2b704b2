import { Params, query, queryOne } from '../../../db/query.ts';
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

const UNNAMED = { owner: '暂无负责人', team: '暂无团队' } as const;

/** How good the data is per owner or team, over the records the actor may see; the most records first. */
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
  const rows = await query<Group>(
    scope.em,
    `with counted as (
       select ${group} as id, count(*)::int as records, coalesce(sum(q.score), 0)::int as score_sum, count(q.score)::int as checked,
         count(*) filter (where q.score < ${params.add(rule.incomplete_below)})::int as incomplete,
         count(*) filter (where ${stale.join(' and ')})::int as stale,
         count(*) filter (where q.problems <> '{}')::int as invalid,
         count(*) filter (where twin.id is not null)::int as duplicates
       from ${table.from} left join record_quality q on q.entity = '${input.entity}' and q.entity_id = r.id
       left join (select distinct x.id from duplicate_candidate d cross join lateral (values (d.left_id), (d.right_id)) as x(id)
         where d.entity = '${input.entity}' and d.status = 'open') twin on twin.id = r.id
       where ${visibleRows(scope.actor, table.owned, params)} group by 1)
     select c.*, g.name from counted c left join ${input.by === 'owner' ? 'app_user' : 'team'} g on g.id = c.id
     order by c.records desc, g.name`,
    params.values,
  );
  const pending = await queryOne<{ n: number }>(
    scope.em,
    'select count(*)::int as n from quality_pending where entity = $1',
    [input.entity],
  );
  const named = await namedCounts(scope, input.entity);
  return {
    entity: input.entity,
    total: countsOf(rows),
    groups: rows.map((row) => ({ id: row.id, name: row.name ?? UNNAMED[input.by], ...countsOf([row]) })),
    ...named,
    pending: pending?.n ?? 0,
  };
}

/** How many of the visible records lack which field that counts, and have which problem; the most first. */
async function namedCounts(
  scope: ReadScope,
  entity: QualityEntity,
): Promise<Pick<QualityOverview, 'missing' | 'problems'>> {
  const table = RECORD_TABLES[entity];
  const params = new Params();
  const visible = visibleRows(scope.actor, table.owned, params);
  const rows = await query<{ kind: 'missing' | 'problems'; code: string; records: number }>(
    scope.em,
    `select n.kind, n.code, count(*)::int as records
     from ${table.from} join record_quality q on q.entity = '${entity}' and q.entity_id = r.id
     cross join lateral (select 'missing' as kind, unnest(q.missing) as code union all select 'problems', unnest(q.problems)) n
     where ${visible} group by 1, 2 order by records desc, code`,
    params.values,
  );
  const counts = (kind: 'missing' | 'problems', labelOf: (code: string) => string): QualityOverview['missing'] =>
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
