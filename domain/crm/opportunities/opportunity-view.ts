import { queryOne } from '../../../db/query.ts';
import type { OpportunityView } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { customColumn } from '../custom-fields/custom-column.ts';
import { crmError } from '../errors.ts';

/** The columns of an `OpportunityView`, for an opportunity under the alias `o` with `OPPORTUNITY_JOINS`. */
export const OPPORTUNITY_COLUMNS = `o.id, o.code, o.name, o.customer_id, c.name as customer_name, o.product_id, pr.name as product_name, o.stage,
  o.probability, o.amount::float8 as amount, o.opened_on::text as opened_on, o.expected_close::text as expected_close,
  o.closed_on::text as closed_on, o.source, o.lost_reason, o.lost_reason_id, o.description, o.external_id, ${customColumn('o', 'opportunity')},
  iso(o.stage_changed_at) as stage_changed_at,
  iso(o.last_activity_at) as last_activity_at,
  array(select w.kind from deal_warning w where w.opportunity_id = o.id and w.resolved_at is null order by w.kind) as warnings, o.owner_id, u.name as owner_name, tm.name as team_name, o.version,
  iso(o.created_at) as created_at, iso(o.updated_at) as updated_at`;

export const OPPORTUNITY_JOINS = `left join customer c on c.id = o.customer_id left join product pr on pr.id = o.product_id
  left join app_user u on u.id = o.owner_id left join team tm on tm.id = o.team_id`;

/**
 * Reads an opportunity without asking whose it is: for the answer of a verb that has settled that already.
 * @throws AppError `crm.opportunity_not_found`
 */
export async function readOpportunity(scope: Pick<ReadScope, 'em'>, id: string): Promise<OpportunityView> {
  const row = await queryOne<OpportunityView>(
    scope.em,
    `select ${OPPORTUNITY_COLUMNS} from opportunity o ${OPPORTUNITY_JOINS} where o.id = $1`,
    [id],
  );
  if (!row) throw crmError('crm.opportunity_not_found', { details: { id } });
  return row;
}
