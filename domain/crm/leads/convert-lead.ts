import type { InferEntity } from '@mikro-orm/core';
import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import { Lead } from '../../../db/entities/crm/lead.entity.ts';
import { Params, query, queryOne } from '../../../db/query.ts';
import type { ContactView, ConvertLead, LeadView, OpportunityView } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { visibleRows } from '../../visible-rows.ts';
import { appendTimeline } from '../append-timeline.ts';
import { createContact } from '../contacts/create-contact.ts';
import { readContact } from '../contacts/contact-view.ts';
import { insertCustomer } from '../customers/insert-customer.ts';
import type { WriteScope } from '../crm-scope.ts';
import { carryValues } from '../custom-fields/carry-values.ts';
import { crmError } from '../errors.ts';
import { lockRow } from '../lock-row.ts';
import { insertOpportunity } from '../opportunities/insert-opportunity.ts';
import { readOpportunity } from '../opportunities/opportunity-view.ts';
import { recordChange } from '../record-change.ts';
import { touchLastActivity } from '../touch-last-activity.ts';
import { readLead } from './lead-view.ts';

export interface ConvertedLead {
  readonly lead: LeadView;
  readonly customer_id: string;
  readonly contact: ContactView;
  readonly opportunity: OpportunityView | null;
}

/**
 * Turns a lead into a customer with a contact and, when asked, an opportunity, all in one transaction. The new records
 * belong to the lead's owner and take over what the lead knows, custom fields of one key and type included. Without `customer_id` the actor's visible customer of the company's exact name is taken,
 * else one is made. The lead's activities then also stand on the customer.
 *
 * @throws AppError `crm.lead_not_found`, `crm.stale_version`, `crm.lead_already_converted`, `crm.customer_not_found`
 */
export async function convertLead(
  outer: WriteScope,
  input: ConvertLead & { readonly id: string },
): Promise<ConvertedLead> {
  return await inTransaction(outer, async (scope) => {
    const lead = await lockRow(scope, Lead, input.id, 'crm.lead_not_found', input.version);
    if (lead.status === 'converted') throw crmError('crm.lead_already_converted');
    const customerId = input.customer_id
      ? (await lockRow(scope, Customer, input.customer_id, 'crm.customer_not_found')).id
      : await customerOfLead(scope, lead);
    const contact = await contactOfLead(scope, lead, customerId);
    const opportunity = input.opportunity ? await opportunityOfLead(scope, lead, customerId, input.opportunity) : null;
    const before = { status: lead.status, customer_id: lead.customer ?? null };
    lead.status = 'converted';
    lead.customer = customerId;
    lead.convertedAt = scope.clock.now();
    lead.updatedAt = scope.clock.now();
    await query(scope.em, 'update activity set customer_id = $2 where lead_id = $1 and customer_id is null', [
      lead.id,
      customerId,
    ]);
    appendTimeline(scope, { customerId, kind: 'lead.converted', about: lead.name, entity: 'lead', entityId: lead.id });
    const after = {
      status: 'converted',
      customer_id: customerId,
      contact_id: contact.id,
      opportunity_id: opportunity?.id ?? null,
    };
    recordChange(scope, { entity: 'lead', id: lead.id, change: 'updated', verb: 'converted', before, after });
    await touchLastActivity(scope, { customers: [customerId] });
    return { lead: await readLead(scope, lead.id), customer_id: customerId, contact, opportunity };
  });
}

type LeadRow = InferEntity<typeof Lead>;

/** The customer named as the lead's company, else a new one that belongs to the lead's owner. */
async function customerOfLead(scope: WriteScope, lead: LeadRow): Promise<string> {
  const name = lead.company || lead.name;
  const params = new Params();
  const known = await queryOne<{ id: string }>(
    scope.em,
    `select c.id from customer c where c.name = ${params.add(name)} and ${visibleRows(scope.actor, 'c', params)} order by c.id limit 1`,
    params.values,
  );
  if (known) return known.id;
  const custom = await carryValues(scope, { entity: 'lead', custom: lead.custom }, 'customer');
  const customer = await insertCustomer(
    scope,
    { name, region: lead.region, city: lead.city, sector: lead.sector, source: lead.source, custom },
    { owner: lead.owner ?? null, team: lead.team ?? null },
    'derived',
  );
  return customer.id;
}

async function opportunityOfLead(
  scope: WriteScope,
  lead: LeadRow,
  customerId: string,
  wanted: NonNullable<ConvertLead['opportunity']>,
): Promise<OpportunityView> {
  const ownership = { owner: lead.owner ?? null, team: lead.team ?? null };
  const custom = await carryValues(scope, { entity: 'lead', custom: lead.custom }, 'opportunity');
  const row = await insertOpportunity(
    scope,
    { ...wanted, customer_id: customerId, source: lead.source ?? null, custom },
    ownership,
    'derived',
  );
  return await readOpportunity(scope, row.id);
}

/** The contact of the lead's name at the customer, else a new one with what the lead knows. */
async function contactOfLead(scope: WriteScope, lead: LeadRow, customerId: string): Promise<ContactView> {
  const known = await queryOne<{ id: string }>(
    scope.em,
    'select id from contact where customer_id = $1 and name = $2',
    [customerId, lead.name],
  );
  if (known) return await readContact(scope, known.id);
  const contact = {
    customer_id: customerId,
    name: lead.name,
    title: lead.title ?? null,
    phone: lead.phone ?? null,
    email: lead.email ?? null,
    wechat: lead.wechat ?? null,
    custom: await carryValues(scope, { entity: 'lead', custom: lead.custom }, 'contact'),
  };
  return await createContact(scope, contact, 'derived');
}
