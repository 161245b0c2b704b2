import { query } from '../../../db/query.ts';
import type { CustomerView } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customColumn } from '../custom-fields/custom-column.ts';
import { crmError } from '../errors.ts';
import { hidePhone } from '../hide-phone.ts';
import { openStageSql } from '../stage-table.ts';

/** The columns of a `CustomerView`, for a customer under the alias `c` with `CUSTOMER_JOINS`. */
export const CUSTOMER_COLUMNS = `c.id, c.code, c.name, c.short_name, c.region, c.city, c.sector, c.source, c.phone, c.website, c.address,
  c.employees, c.annual_revenue::float8 as annual_revenue, c.founded_year, c.country, c.parent_name, c.credit_code, c.description, c.external_id,
  ${customColumn('c', 'customer')},
  coalesce((select array_agg(t.name::text order by t.name) from customer_tag ct join tag t on t.id = ct.tag_id where ct.customer_id = c.id), '{}') as tags,
  coalesce((select array_agg(t.name::text order by t.name) from customer_tag ct join tag t on t.id = ct.tag_id where ct.customer_id = c.id and ct.by_rule), '{}') as rule_tags,
  iso(c.last_activity_at) as last_activity_at,
  iso((select min(a.due_at) from activity a where a.customer_id = c.id and a.status = 'planned')) as next_follow_up_at,
  coalesce((select sum(o.amount) from opportunity o where o.customer_id = c.id and ${openStageSql('o')}), 0)::float8 as open_amount,
  coalesce(cp.tier, 'prospect') as tier, cp.health, cp.health_level,
  c.owner_id, u.name as owner_name, tm.name as team_name, c.version, iso(c.created_at) as created_at, iso(c.updated_at) as updated_at`;

/** The profile stands beside a customer and is missing until its first count. */
export const PROFILE_JOIN = 'left join customer_profile cp on cp.customer_id = c.id';

export const CUSTOMER_JOINS = `left join app_user u on u.id = c.owner_id left join team tm on tm.id = c.team_id ${PROFILE_JOIN}`;

/**
 * Reads customers by id without asking whose they are: for the answer of a verb that has settled that already.
 * @throws AppError `crm.customer_not_found`
 */
export async function readCustomer(scope: ReadScope, id: string): Promise<CustomerView> {
  const [row] = await query<CustomerView>(
    scope.em,
    `select ${CUSTOMER_COLUMNS} from customer c ${CUSTOMER_JOINS} where c.id = $1`,
    [id],
  );
  if (!row) throw crmError('crm.customer_not_found', { details: { id } });
  return hidePhone(scope, row);
}
