import { query } from '../../../db/query.ts';
import type { ContactView } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customColumn } from '../custom-fields/custom-column.ts';
import { crmError } from '../errors.ts';
import { hidePhone } from '../hide-phone.ts';

/** The columns of a `ContactView`, for a contact under the alias `ct` with `CONTACT_JOINS`. */
export const CONTACT_COLUMNS = `ct.id, ct.name, ct.customer_id, c.name as customer_name, ct.title, ct.phone, ct.email, ct.wechat, ct.decision_maker,
  ct.description, ct.external_id, ${customColumn('ct', 'contact')}, c.owner_id, u.name as owner_name, tm.name as team_name, ct.version,
  iso(ct.created_at) as created_at, iso(ct.updated_at) as updated_at`;

export const CONTACT_JOINS =
  'join customer c on c.id = ct.customer_id left join app_user u on u.id = c.owner_id left join team tm on tm.id = c.team_id';

/**
 * Reads a contact without asking whose it is: for the answer of a verb that has settled that already.
 * @throws AppError `crm.contact_not_found`
 */
export async function readContact(scope: ReadScope, id: string): Promise<ContactView> {
  const [row] = await query<ContactView>(
    scope.em,
    `select ${CONTACT_COLUMNS} from contact ct ${CONTACT_JOINS} where ct.id = $1`,
    [id],
  );
  if (!row) throw crmError('crm.contact_not_found', { details: { id } });
  return hidePhone(scope, row);
}
