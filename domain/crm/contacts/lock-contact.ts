import { LockMode, type InferEntity } from '@mikro-orm/core';
import { Contact } from '../../../db/entities/crm/contact.entity.ts';
import { queryOne } from '../../../db/query.ts';
import { isVisible } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { requireVersion } from '../lock-row.ts';

/**
 * Loads a contact for writing, locked until the end of the transaction. It is visible when its customer is.
 * @throws AppError `crm.contact_not_found`, `crm.stale_version`
 */
export async function lockContact(
  scope: ReadScope,
  id: string,
  version?: number,
): Promise<InferEntity<typeof Contact>> {
  const contact = await scope.em.findOne(Contact, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const customer = contact
    ? await queryOne<{ owner: string | null; team: string | null }>(
        scope.em,
        'select owner_id as owner, team_id as team from customer where id = $1',
        [contact.customer],
      )
    : undefined;
  if (!contact || !customer || !isVisible(scope.actor, customer))
    throw crmError('crm.contact_not_found', { details: { id } });
  requireVersion(contact, version);
  return contact;
}
