import { Params, query } from '../../../db/query.ts';
import { MOST_CALL_PEOPLE, type CallPeople } from '../../../kernel/contracts/call-tasks.ts';
import { meetingRows } from '../../crm/fields/meeting-rows.ts';
import { inSegment } from '../../crm/segments/in-segment.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import type { CallCandidate } from './call-candidate.ts';
import { peopleFromCsv } from './people-from-csv.ts';

type Reader = Pick<WriteScope, 'em' | 'actor' | 'clock'>;

interface LeadRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly status: string;
}

/**
 * Reads who is to be called, in the order of the list; leads as the actor may see them.
 * @throws AppError `calls.too_many_people`, `calls.csv_no_phone_column`, `crm.import_…` of a broken file,
 *   `crm.segment_not_found`, `crm.segment_wrong_entity`, `conditions.invalid`
 */
export async function readPeople(scope: Reader, from: CallPeople): Promise<CallCandidate[]> {
  switch (from.by) {
    case 'people':
      return from.people.map((one, at) => ({ ...one, row: at + 1 }));
    case 'csv':
      return await peopleFromCsv(from.text);
    case 'leads':
      return await namedLeads(scope, [...new Set(from.ids)]);
    default:
      return await chosenLeads(scope, from);
  }
}

async function namedLeads(scope: Reader, ids: readonly string[]): Promise<CallCandidate[]> {
  const params = new Params();
  const where = `l.id = any (${params.add(ids)}::uuid[])`;
  const found = new Map((await leadRows(scope, where, params)).map((lead) => [lead.id, lead]));
  return ids.map((id, at) => {
    const lead = found.get(id);
    if (lead) return fromLead(lead, at + 1);
    const blank = { name: '', phone: '', honorific: '', variables: {}, consent: null };
    return { ...blank, row: at + 1, lead_id: null, problem: 'lead_not_found' };
  });
}

async function chosenLeads(
  scope: Reader,
  from: Extract<CallPeople, { by: 'segment' | 'condition' }>,
): Promise<CallCandidate[]> {
  const params = new Params();
  const where =
    from.by === 'segment'
      ? await inSegment(scope, 'lead', 'l', from.segment_id, params)
      : `l.id in (select r.id from lead r where ${await meetingRows(scope, 'lead', from.condition, params)})`;
  const leads = await leadRows(scope, where, params);
  if (leads.length > MOST_CALL_PEOPLE)
    throw callsError('calls.too_many_people', { details: { most: MOST_CALL_PEOPLE, count: leads.length } });
  return leads.map((lead, at) => fromLead(lead, at + 1));
}

async function leadRows(scope: Reader, where: string, params: Params): Promise<LeadRow[]> {
  return await query<LeadRow>(
    scope.em,
    `select l.id, l.name, l.phone, l.company, l.title, l.status from lead l
     where ${where} and ${visibleRows(scope.actor, 'l', params)} order by l.created_at, l.id limit ${MOST_CALL_PEOPLE + 1}`,
    params.values,
  );
}

function fromLead(lead: LeadRow, row: number): CallCandidate {
  const variables: Record<string, string> = {};
  if (lead.company) variables['公司'] = lead.company;
  if (lead.title) variables['职务'] = lead.title;
  const { id: lead_id, name } = lead;
  const candidate = { row, name, phone: lead.phone ?? '', honorific: '', lead_id, variables, consent: null };
  return lead.status === 'disqualified' ? { ...candidate, problem: 'lead_closed' } : candidate;
}
