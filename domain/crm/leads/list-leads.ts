import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { LeadList, LeadView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customConditions } from '../custom-fields/custom-conditions.ts';
import { hidePhone } from '../hide-phone.ts';
import { daysAgo } from '../local-today.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { inSegment } from '../segments/in-segment.ts';
import { wordsMatch } from '../words-match.ts';
import { LEAD_COLUMNS, LEAD_JOINS } from './lead-view.ts';

const SORTS = {
  name: 'l.name',
  code: 'l.code',
  company: 'l.company',
  status: 'l.status',
  source: 'l.source',
  region: 'l.region',
  created_at: 'l.created_at',
  updated_at: 'l.updated_at',
  last_activity_at: 'l.last_activity_at',
  score: 'l.score',
  grade: 'l.grade',
  'custom.*': '',
} as const;

/** What a list of leads may ask beyond the wire's query. */
export interface LeadPeriod {
  /** Leads of the people of this team. */
  readonly team_id?: string;
  /** Only leads that are still to be worked on. */
  readonly open?: boolean;

  readonly created_from?: Date;
  /** Exclusive. */
  readonly created_to?: Date;
}

/**
 * The leads the actor may see, newest first unless told otherwise.
 * @throws AppError `crm.unknown_sort`, `crm.segment_not_found`, `crm.segment_wrong_entity`, `crm.custom_invalid`
 */
export async function listLeads(
  scope: ReadScope & { readonly clock: Clock },
  input: LeadList & LeadPeriod,
): Promise<Page<LeadView>> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 'l', params)];
  if (input.q?.trim()) where.push(wordsMatch('l', input.q, params));
  if (input.status) where.push(`l.status = ${params.add(input.status)}`);
  if (input.source) where.push(`l.source = ${params.add(input.source)}`);
  if (input.region) where.push(`l.region = ${params.add(input.region)}`);
  if (input.owner_id) where.push(`l.owner_id = ${params.add(input.owner_id)}`);
  if (input.unassigned !== undefined) where.push(`l.owner_id is ${input.unassigned ? '' : 'not '}null`);
  if (input.grade) where.push(`l.grade = ${params.add(input.grade)}`);
  if (input.idle_days)
    where.push(`coalesce(l.last_activity_at, l.created_at) <= ${params.add(daysAgo(scope.clock, input.idle_days))}`);
  if (input.team_id) where.push(`l.team_id = ${params.add(input.team_id)}`);
  if (input.open) where.push("l.status in ('new', 'contacted', 'qualified')");
  if (input.created_from) where.push(`l.created_at >= ${params.add(input.created_from)}`);
  if (input.created_to) where.push(`l.created_at < ${params.add(input.created_to)}`);
  where.push(...(await customConditions(scope, 'lead', 'l', input.custom, params)));
  if (input.segment_id) where.push(await inSegment(scope, 'lead', 'l', input.segment_id, params));
  const page = await pageOfRows<LeadView>(
    scope,
    {
      from: 'lead l',
      alias: 'l',
      where,
      orderBy: orderBy(input.sort, SORTS, 'l', '-created_at'),
      columns: LEAD_COLUMNS,
      joins: LEAD_JOINS,
      params,
      picky: Boolean(input.q?.trim()),
    },
    input,
  );
  for (const row of page.items) hidePhone(scope, row);
  return page;
}
