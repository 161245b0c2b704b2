import type { InferEntity } from '@mikro-orm/core';
import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import type { CreateCustomer } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { flushUnique } from '../flush-unique.ts';
import { recordChange } from '../record-change.ts';
import type { Ownership } from '../resolve-owner.ts';
import { searchText } from '../../../kernel/search-text.ts';
import { CUSTOMER_FIELDS } from './customer-fields.ts';

/**
 * Writes a new customer for an owner that is settled, with its first timeline and audit lines, in the caller's
 * transaction.
 *
 * @throws AppError `crm.duplicate_external_id`
 */
export async function insertCustomer(
  scope: WriteScope,
  input: Omit<CreateCustomer, 'owner_id'>,
  ownership: Pick<Ownership, 'owner' | 'team'>,
): Promise<InferEntity<typeof Customer>> {
  const now = scope.clock.now();
  const customer = scope.em.create(Customer, {
    id: newId(),
    name: input.name,
    owner: ownership.owner,
    team: ownership.team,
    searchText: searchText(input.name, input.short_name),
    createdAt: now,
    updatedAt: now,
  });
  const { after } = applyChanges(customer, input, CUSTOMER_FIELDS);
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
    after: { ...after, name: input.name, owner_id: ownership.owner },
  });
  await flushUnique(scope, input.external_id);
  return customer;
}
