import { getContact } from '../../domain/crm/contacts/get-contact.ts';
import type { QualityEntity } from '../../kernel/contracts/data-quality.ts';
import { given } from '../arguments.ts';
import { resolveCustomer } from './customer.ts';
import { resolveLead } from './lead.ts';
import { resolveName, type ResolveScope } from './name.ts';

/** A customer, lead or contact as it was said. */
export interface SaidRecord {
  readonly customer?: string | null | undefined;
  readonly lead?: string | null | undefined;
  readonly contact?: string | null | undefined;
}

export interface QualityRecord {
  readonly entity: QualityEntity;
  readonly id: string;
  readonly name: string;
}

/**
 * The record that is meant; nothing when none is named.
 * @throws AppError `tools.ambiguous`, `tools.not_found`
 */
export async function resolveQualityRecord(scope: ResolveScope, said: SaidRecord): Promise<QualityRecord | undefined> {
  const [customer, lead, contact] = [given(said.customer), given(said.lead), given(said.contact)];
  if (customer) return named('customer', await resolveCustomer(scope, customer));
  if (lead) return named('lead', await resolveLead(scope, lead));
  if (!contact) return undefined;
  return named('contact', await getContact(scope, { id: await resolveName(scope, 'contact', contact) }));
}

function named(entity: QualityEntity, { id, name }: { readonly id: string; readonly name: string }): QualityRecord {
  return { entity, id, name };
}
