import { query, queryOne } from '../../../db/query.ts';
import { FACT_KEYS, type FactKey, type FactSource } from '../../../kernel/contracts/stages.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';

/** Something known about a deal: what it is and where it comes from. */
export interface KnownFact {
  readonly value: string;
  readonly source: FactSource | 'record';
  readonly recorded_by_name: string | null;
  readonly recorded_at: string | null;
}

type RecordFacts = Readonly<Record<FactKey, string | null>>;

/** What stands on the record, as the sentence of a fact; null where it says nothing. */
const RECORD_SQL = `select
    case when o.amount > 0 then '¥' || to_char(o.amount, case when o.amount = trunc(o.amount) then 'FM999,999,999,999,990' else 'FM999,999,999,999,990.00' end) end as amount,
    o.expected_close::text as expected_close,
    coalesce((select string_agg(l.name, '、' order by l.position) from opportunity_line l where l.opportunity_id = o.id), p.name) as product,
    (select string_agg(c.name, '、') from (select name from contact where customer_id = o.customer_id order by decision_maker desc, created_at limit 5) c) as contact,
    (select string_agg(c.name, '、') from (select name from contact where customer_id = o.customer_id and decision_maker order by created_at limit 5) c) as decision_maker,
    (select string_agg(k.name, '、' order by k.name) from opportunity_competitor k where k.opportunity_id = o.id) as competitor,
    (select coalesce(t.number, t.code) from contract t where t.opportunity_id = o.id and t.status <> 'terminated' order by t.created_at desc limit 1) as contract_draft
  from opportunity o left join product p on p.id = o.product_id where o.id = $1`;

/**
 * Everything known about a deal: what somebody wrote down, else what the record itself says.
 * Asks nothing about who may see it.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function knownFacts(
  scope: Pick<ReadScope, 'em'>,
  opportunityId: string,
): Promise<Partial<Record<FactKey, KnownFact>>> {
  const record = await queryOne<Partial<RecordFacts>>(scope.em, RECORD_SQL, [opportunityId]);
  if (!record) throw crmError('crm.opportunity_not_found', { details: { id: opportunityId } });
  const told = await query<KnownFact & { key: FactKey }>(
    scope.em,
    `select f.key, f.value, f.source, u.name as recorded_by_name, iso(f.recorded_at) as recorded_at
     from opportunity_fact f left join app_user u on u.id = f.recorded_by where f.opportunity_id = $1`,
    [opportunityId],
  );
  const byKey = new Map(told.map(({ key, ...fact }) => [key, fact]));
  const known: Partial<Record<FactKey, KnownFact>> = {};
  for (const key of FACT_KEYS) {
    const said = byKey.get(key);
    const value = record[key];
    if (said) known[key] = said;
    else if (value) known[key] = { value, source: 'record', recorded_by_name: null, recorded_at: null };
  }
  return known;
}

/** The facts of a list that nobody knows yet, in the order of the list. */
export async function missingFacts(
  scope: Pick<ReadScope, 'em'>,
  opportunityId: string,
  required: readonly FactKey[],
): Promise<FactKey[]> {
  if (required.length === 0) return [];
  const known = await knownFacts(scope, opportunityId);
  return required.filter((key) => !known[key]);
}
