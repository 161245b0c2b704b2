import { LockMode, type EntityName, type FilterQuery } from '@mikro-orm/core';
import { Customer } from '../../../db/entities/crm/customer.entity.ts';
import { isVisible } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError, type CrmErrorCode } from '../errors.ts';
import { requireVersion, type OwnedRow } from '../lock-row.ts';

/**
 * Loads an order or contract for writing, locked until the end of the transaction: one's own or one's team's, or one of a
 * customer one sees. Another one is not found.
 *
 * @throws AppError `missing` when there is none, `crm.stale_version` when `version` is not the current one
 */
export async function lockVisible<T extends OwnedRow & { id: string; customer: string }>(
  scope: ReadScope,
  entity: EntityName<T>,
  id: string,
  missing: CrmErrorCode,
  version?: number,
): Promise<T> {
  const row = (await scope.em.findOne(entity, { id } as FilterQuery<T>, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  })) as T | null;
  if (!row || !(isVisible(scope.actor, row) || (await seesCustomer(scope, row.customer))))
    throw crmError(missing, { details: { id } });
  requireVersion(row, version);
  return row;
}

/** Whether the actor sees a customer. */
export async function seesCustomer(scope: ReadScope, id: string): Promise<boolean> {
  const customer = await scope.em.findOne(Customer, { id });
  return customer !== null && isVisible(scope.actor, customer);
}
