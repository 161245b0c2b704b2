import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { LeadGrade } from '../../../kernel/contracts/scoring.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { daysAgo } from '../local-today.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';

/** Which open leads are looked at. */
export interface CooledLeads extends PageRequest {
  readonly days: number;
  readonly owner_id?: string;
  readonly team_id?: string;
  readonly region?: string;
  readonly source?: string;
  readonly grade?: LeadGrade;
}

/** A lead whose score fell, with the score it had before. */
export interface CooledLead {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly company: string | null;
  readonly owner_name: string | null;
  readonly from_score: number;
  readonly from_grade: LeadGrade;
  readonly score: number;
  readonly grade: LeadGrade;
  readonly last_activity_at: string | null;
  readonly updated_at: string;
}

/** Points a score must have lost; less is the noise of a single change. */
const LEAST_FALL = 5;

/** The open leads one sees whose score is lower than it was so many days ago, the deepest fall first. */
export async function listCooledLeads(
  scope: ReadScope & { readonly clock: Clock },
  input: CooledLeads,
): Promise<Page<CooledLead>> {
  const params = new Params();
  // The first change of the days says what the score was before them.
  const first = `join lateral (select h.from_score, h.from_grade from lead_score_change h
    where h.lead_id = l.id and h.at >= ${params.add(daysAgo(scope.clock, input.days))} and h.from_score is not null
    order by h.at, h.id limit 1) was on true`;
  const where = [
    visibleRows(scope.actor, 'l', params),
    "l.status in ('new', 'contacted', 'qualified')",
    `was.from_score - l.score >= ${LEAST_FALL}`,
  ];
  if (input.owner_id) where.push(`l.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`l.team_id = ${params.add(input.team_id)}`);
  if (input.region) where.push(`l.region = ${params.add(input.region)}`);
  if (input.source) where.push(`l.source = ${params.add(input.source)}`);
  if (input.grade) where.push(`l.grade = ${params.add(input.grade)}`);
  return await pageOfRows<CooledLead>(
    scope,
    {
      from: 'lead l',
      alias: 'l',
      filterJoins: first,
      where,
      orderBy: 'l.score - was.from_score, l.id',
      columns: `l.id, l.code, l.name, l.company, u.name as owner_name, was.from_score, was.from_grade, l.score, l.grade,
        iso(l.last_activity_at) as last_activity_at, iso(l.updated_at) as updated_at`,
      joins: `${first} left join app_user u on u.id = l.owner_id`,
      params,
    },
    input,
  );
}
