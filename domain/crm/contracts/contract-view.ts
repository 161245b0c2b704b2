import { queryOne } from '../../../db/query.ts';
import type { ContractView } from '../../../kernel/contracts/orders.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';

/** The columns of a `ContractView`, for a contract under the alias `r` with `contractJoins`. */
export const CONTRACT_COLUMNS = `r.id, r.code, r.number, r.name, r.customer_id, c.name as customer_name, r.order_id, r.opportunity_id, r.previous_id,
    r.amount::float8 as amount, r.signed_on::text as signed_on, r.starts_on::text as starts_on, r.ends_on::text as ends_on,
    r.renewal_on::text as renewal_on, r.auto_renew, r.status, r.note, r.external_id, coalesce(m.paid, 0)::float8 as paid_amount,
    coalesce(m.overdue, 0)::float8 as overdue_amount, r.owner_id, u.name as owner_name, tm.name as team_name, r.version,
    iso(r.created_at) as created_at, iso(r.updated_at) as updated_at`;

/** What those columns need; `today` is the placeholder of the day that decides what is overdue. */
export function contractJoins(today: string): string {
  return `join customer c on c.id = r.customer_id left join app_user u on u.id = r.owner_id left join team tm on tm.id = r.team_id
    left join lateral (
      select sum(s.paid_amount) as paid, sum(s.amount - s.paid_amount) filter (where s.done_on is null and s.due_on < ${today}::date) as overdue
      from contract_milestone s where s.contract_id = r.id and s.kind = 'payment'
    ) m on true`;
}

/**
 * Reads a contract without asking whose it is: for the answer of a verb that has settled that already. `today` decides what
 * is overdue.
 * @throws AppError `crm.contract_not_found`
 */
export async function readContract(scope: Pick<ReadScope, 'em'>, id: string, today: string): Promise<ContractView> {
  const row = await queryOne<ContractView>(
    scope.em,
    `select ${CONTRACT_COLUMNS} from contract r ${contractJoins('$2')} where r.id = $1`,
    [id, today],
  );
  if (!row) throw crmError('crm.contract_not_found', { details: { id } });
  return row;
}
