import { query, Params } from '../../../db/query.ts';
import type { SkippedRow } from '../../../kernel/contracts/call-tasks.ts';
import { isMadeUpPhone, parsePhones, type PhoneNumber } from '../../../kernel/phone-number.ts';
import { visibleRecords } from '../../crm/fields/meeting-rows.ts';
import { PHONE_HINTS } from '../../crm/quality/valid-fields.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../calls-scope.ts';
import { refusedNumbers } from '../do-not-call/refused-numbers.ts';
import { skippedRow, type CallCandidate } from './call-candidate.ts';

/** Somebody who may be called. */
export interface CallablePerson extends CallCandidate {
  readonly number: PhoneNumber;
  readonly contact_id: string | null;
}

export interface CheckedPeople {
  readonly people: CallablePerson[];
  readonly skipped: SkippedRow[];
}

/** Looks at each row: a number that can be dialled, once, of somebody who may be called; and whose it is in the CRM. */
export async function checkPeople(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  candidates: readonly CallCandidate[],
  requireConsent: boolean,
): Promise<CheckedPeople> {
  const skipped: SkippedRow[] = [];
  const numbered = withNumbers(candidates, skipped);
  const numbers = numbered.map(({ number }) => number);
  // What a list itself says of a consent is on record already when this is asked.
  const refused = await refusedNumbers(scope, numbers, requireConsent);
  const allowed = numbered.filter((one) => {
    const reason = refused.get(one.number.key);
    if (reason) skipped.push(skippedRow(one, reason));
    return !reason;
  });
  const people = await withRecords(scope, allowed, skipped);
  return { people, skipped: skipped.toSorted((a, b) => a.row - b.row) };
}

type Numbered = CallCandidate & { readonly number: PhoneNumber };

function withNumbers(candidates: readonly CallCandidate[], skipped: SkippedRow[]): Numbered[] {
  const rows = new Map<string, number>();
  const found: Numbered[] = [];
  for (const one of candidates) {
    if (one.problem) skipped.push(skippedRow(one, one.problem));
    else if (one.phone.trim() === '') skipped.push(skippedRow(one, 'no_phone'));
    else if (one.consent === false) skipped.push(skippedRow(one, 'no_consent', { hint: '名单里写的是不同意' }));
    else {
      const { numbers, problem } = parsePhones(one.phone);
      const number = numbers.find(({ kind }) => kind === 'mobile') ?? numbers[0];
      if (!number || isMadeUpPhone(number.key))
        skipped.push(skippedRow(one, 'bad_phone', { hint: PHONE_HINTS[problem ?? 'not_a_number'] }));
      else if (rows.has(number.key)) skipped.push(skippedRow(one, 'duplicate', { other: rows.get(number.key)! }));
      else {
        rows.set(number.key, one.row);
        found.push({ ...one, number });
      }
    }
  }
  return found;
}

/** Finds lead and contact of each number among what the actor sees; a lead that was named has to be there. */
async function withRecords(
  scope: Pick<WriteScope, 'em' | 'actor'>,
  people: readonly Numbered[],
  skipped: SkippedRow[],
): Promise<CallablePerson[]> {
  const texts = people.map(({ number }) => number.text);
  const leads = await byPhone(scope, 'lead', texts);
  const contacts = await byPhone(scope, 'contact', texts);
  const named = await visibleLeads(
    scope,
    people.flatMap((one) => (one.lead_id ? [one.lead_id] : [])),
  );
  return people.flatMap((one) => {
    if (one.lead_id && !named.has(one.lead_id)) {
      skipped.push(skippedRow(one, 'lead_not_found'));
      return [];
    }
    const { text } = one.number;
    return [{ ...one, lead_id: one.lead_id ?? leads.get(text) ?? null, contact_id: contacts.get(text) ?? null }];
  });
}

async function byPhone(
  scope: Pick<WriteScope, 'em' | 'actor'>,
  table: 'lead' | 'contact',
  texts: readonly string[],
): Promise<Map<string, string>> {
  const params = new Params();
  const open = table === 'lead' ? `r.status <> 'disqualified'` : 'true';
  const rows = await query<{ id: string; phone: string }>(
    scope.em,
    `select distinct on (r.phone) r.id, r.phone from ${table} r
     where r.phone = any (${params.add(texts)}::text[]) and ${open} and ${visibleRecords(scope.actor, table, 'r', params)}
     order by r.phone, r.created_at desc, r.id desc`,
    params.values,
  );
  return new Map(rows.map(({ phone, id }) => [phone, id]));
}

async function visibleLeads(scope: Pick<WriteScope, 'em' | 'actor'>, ids: readonly string[]): Promise<Set<string>> {
  const params = new Params();
  const rows = await query<{ id: string }>(
    scope.em,
    `select l.id from lead l where l.id = any (${params.add(ids)}::uuid[]) and ${visibleRows(scope.actor, 'l', params)}`,
    params.values,
  );
  return new Set(rows.map(({ id }) => id));
}
