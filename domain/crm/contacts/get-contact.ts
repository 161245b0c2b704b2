import { Params, queryOne } from '../../../db/query.ts';
import type { ContactView } from '../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { hidePhone } from '../hide-phone.ts';
import { CONTACT_COLUMNS, CONTACT_JOINS } from './contact-view.ts';

/**
 * One contact.
 * @throws AppError `crm.contact_not_found`, also for one at a customer the actor may not see
 */
export async function getContact(scope: ReadScope, input: { readonly id: string }): Promise<ContactView> {
  const params = new Params();
  const row = await queryOne<ContactView>(
    scope.em,
    `select ${CONTACT_COLUMNS} from contact ct ${CONTACT_JOINS}
     where ct.id = ${params.add(input.id)} and ${visibleRows(scope.actor, 'c', params)}`,
    params.values,
  );
  if (!row) throw crmError('crm.contact_not_found', { details: { id: input.id } });
  return hidePhone(scope, row);
}
