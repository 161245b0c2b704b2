import { Params, query } from '../../../db/query.ts';
import { MOST_CALL_PEOPLE } from '../../../kernel/contracts/call-tasks.ts';
import type { LeadStatus } from '../../../kernel/contracts/crm.ts';
import type { LeadGrade } from '../../../kernel/contracts/scoring.ts';
import { inSegment } from '../../crm/segments/in-segment.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';

/** Which leads are meant, as people say it; what is left out does not narrow. */
export interface LeadSelection {
  readonly owner_id?: string;
  readonly unassigned?: boolean;
  readonly region?: string;
  readonly source?: string;
  /** Left out: every lead that is still open. */
  readonly status?: LeadStatus;
  readonly grade?: LeadGrade;
  readonly segment_id?: string;
  /** `to` is not included. */
  readonly created?: { readonly from: Date; readonly to: Date };
  /** Nobody followed up in this time or after it; the lead was there before its end. */
  readonly idle?: { readonly from: Date; readonly to: Date };
}

/**
 * The ids of the leads the actor sees that are meant, the oldest first.
 * @throws AppError `calls.too_many_people`, `crm.segment_not_found`, `crm.segment_wrong_entity`
 */
export async function selectLeads(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  selection: LeadSelection,
): Promise<string[]> {
  const params = new Params();
  const where = [visibleRows(scope.actor, 'l', params)];
  const narrow = (column: string, value: unknown): void => void where.push(`l.${column} = ${params.add(value)}`);
  if (selection.owner_id) narrow('owner_id', selection.owner_id);
  if (selection.unassigned) where.push('l.owner_id is null');
  if (selection.region) narrow('region', selection.region);
  if (selection.source) narrow('source', selection.source);
  if (selection.grade) narrow('grade', selection.grade);
  if (selection.status) narrow('status', selection.status);
  else where.push(`l.status not in ('converted', 'disqualified')`);
  if (selection.segment_id) where.push(await inSegment(scope, 'lead', 'l', selection.segment_id, params));
  const { created, idle } = selection;
  if (created) where.push(`l.created_at >= ${params.add(created.from)} and l.created_at < ${params.add(created.to)}`);
  if (idle)
    where.push(
      `l.created_at < ${params.add(idle.to)} and (l.last_activity_at is null or l.last_activity_at < ${params.add(idle.from)})`,
    );
  const rows = await query<{ id: string }>(
    scope.em,
    `select l.id from lead l where ${where.join(' and ')} order by l.created_at, l.id limit ${MOST_CALL_PEOPLE + 1}`,
    params.values,
  );
  if (rows.length > MOST_CALL_PEOPLE)
    throw callsError('calls.too_many_people', { details: { most: MOST_CALL_PEOPLE, count: rows.length } });
  return rows.map(({ id }) => id);
}
