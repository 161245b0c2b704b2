import type { InferEntity } from '@mikro-orm/core';
import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import type { CreateCustomer } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { flushUnique } from '../flush-unique.ts';
import { validFields } from '../quality/valid-fields.ts';
import { recordChange } from '../record-change.ts';
import type { Ownership } from '../resolve-owner.ts';
import { CUSTOMER_FIELDS } from './customer-fields.ts';

/**
 * Writes a new customer for an owner that is settled, with its first timeline and audit lines, in the caller's
 * transaction.
 *
 * @param record `derived` from another one, which need not know every required custom field
 * @throws AppError `crm.duplicate_external_id`, `crm.custom_invalid`, `crm.bad_phone`,
 *   `crm.bad_credit_code`
 */
export async function insertCustomer(
  scope: WriteScope,
  input: Omit<CreateCustomer, 'owner_id'>,
  ownership: Pick<Ownership, 'owner' | 'team'>,
  record: 'new' | 'derived' = 'new',
): Promise<InferEntity<typeof Customer>> {
  const now = scope.clock.now();
  const customer = scope.em.create(Customer, {
    id: newId(),
    name: input.name,
    owner: ownership.owner,
    team: ownership.team,
    searchText: '',
    createdAt: now,
    updatedAt: now,
  });
  const changes = applyChanges(customer, validFields(input), CUSTOMER_FIELDS);
  const names = [customer.name, customer.shortName];
  await applyCustom(scope, 'customer', customer, changes, { names, given: input.custom, record });
  appendTimeline(scope, {
    customerId: customer.id,
    kind: 'customer.created',
    entity: 'customer',
    entityId: customer.id,
  });
  recordChange(scope, {
    entity: 'customer',
    id: customer.id,
    change: 'created',
    after: { ...changes.after, name: input.name, owner_id: ownership.owner },
  });
  await flushUnique(scope, input.external_id);
  return customer;
}
