import { query } from '../../../db/query.ts';
import type { LeadView } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customColumn } from '../custom-fields/custom-column.ts';
import { crmError } from '../errors.ts';
import { hidePhone } from '../hide-phone.ts';

/** The columns of a `LeadView`, for a lead under the alias `l` with `LEAD_JOINS`. */
export const LEAD_COLUMNS = `l.id, l.code, l.name, l.company, l.title, l.phone, l.email, l.wechat, l.source, l.region, l.city, l.sector, l.product_id, pr.name as product_name, l.status,
  l.description, l.customer_id, l.external_id, ${customColumn('l', 'lead')}, iso(l.last_activity_at) as last_activity_at,
  iso((select min(a.due_at) from activity a where a.lead_id = l.id and a.status = 'planned')) as next_follow_up_at,
  l.score, l.grade, l.owner_id, u.name as owner_name, tm.name as team_name, l.version, iso(l.created_at) as created_at, iso(l.updated_at) as updated_at`;

export const LEAD_JOINS = `left join app_user u on u.id = l.owner_id left join team tm on tm.id = l.team_id
  left join product pr on pr.id = l.product_id`;

/**
 * Reads a lead without asking whose it is: for the answer of a verb that has settled that already.
 * @throws AppError `crm.lead_not_found`
 */
export async function readLead(scope: ReadScope, id: string): Promise<LeadView> {
  const [row] = await query<LeadView>(scope.em, `select ${LEAD_COLUMNS} from lead l ${LEAD_JOINS} where l.id = $1`, [
    id,
  ]);
  if (!row) throw crmError('crm.lead_not_found', { details: { id } });
  return hidePhone(scope, row);
}
