import { queryOne, Params } from '../../../db/query.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError, type CrmErrorCode } from '../errors.ts';

export interface ActivityParents {
  readonly customer_id: string | null;
  readonly contact_id: string | null;
  readonly lead_id: string | null;
  readonly opportunity_id: string | null;
}

type Wanted = { readonly [K in keyof ActivityParents]?: string | null | undefined };

const PARENTS = {
  contact_id: {
    from: 'contact p join customer v on v.id = p.customer_id',
    customer: 'p.customer_id',
    missing: 'crm.contact_not_found',
  },
  opportunity_id: { from: 'opportunity v', customer: 'v.customer_id', missing: 'crm.opportunity_not_found' },
  lead_id: { from: 'lead v', customer: 'v.customer_id', missing: 'crm.lead_not_found' },
  customer_id: { from: 'customer v', customer: 'v.id', missing: 'crm.customer_not_found' },
} as const satisfies Record<keyof ActivityParents, { from: string; customer: string; missing: CrmErrorCode }>;

/**
 * Checks what an activity is about, each as the actor may see it, and fills in the customer from contact, opportunity or
 * converted lead, so that everything done shows on the customer's timeline.
 *
 * @throws AppError `crm.nothing_to_attach`, `crm.…_not_found`, `crm.contact_of_other_customer`,
 *   `crm.opportunity_of_other_customer`
 */
export async function resolveParents(scope: ReadScope, wanted: Wanted): Promise<ActivityParents> {
  if (!wanted.customer_id && !wanted.contact_id && !wanted.lead_id && !wanted.opportunity_id)
    throw crmError('crm.nothing_to_attach');
  if (wanted.customer_id) await customerOf(scope, 'customer_id', wanted.customer_id);
  const lead = wanted.lead_id ? await customerOf(scope, 'lead_id', wanted.lead_id) : null;
  const contact = wanted.contact_id ? await customerOf(scope, 'contact_id', wanted.contact_id) : null;
  const deal = wanted.opportunity_id ? await customerOf(scope, 'opportunity_id', wanted.opportunity_id) : null;
  const customer = wanted.customer_id ?? deal ?? contact ?? lead;
  if (contact && contact !== customer) throw crmError('crm.contact_of_other_customer');
  if (deal && deal !== customer) throw crmError('crm.opportunity_of_other_customer');
  return {
    customer_id: customer,
    contact_id: wanted.contact_id ?? null,
    lead_id: wanted.lead_id ?? null,
    opportunity_id: wanted.opportunity_id ?? null,
  };
}

async function customerOf(scope: ReadScope, kind: keyof ActivityParents, id: string): Promise<string | null> {
  const { from, customer, missing } = PARENTS[kind];
  const params = new Params();
  const key = kind === 'contact_id' ? 'p.id' : 'v.id';
  const row = await queryOne<{ customer: string | null }>(
    scope.em,
    `select ${customer} as customer from ${from} where ${key} = ${params.add(id)} and ${visibleRows(scope.actor, 'v', params)}`,
    params.values,
  );
  if (!row) throw crmError(missing, { details: { id } });
  return row.customer;
}
