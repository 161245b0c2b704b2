import { query } from '../../../../db/query.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import type { MilestoneView } from '../../../../kernel/contracts/orders.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { getContract } from '../get-contract.ts';

/**
 * The milestones of a contract in the order of their days.
 * @throws AppError `crm.contract_not_found`
 */
export async function listMilestones(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<{ items: MilestoneView[] }> {
  const contract = await getContract(scope, input);
  const items = await query<MilestoneView>(
    scope.em,
    `select m.id, m.contract_id, m.kind, m.name, m.due_on::text as due_on, m.amount::float8 as amount,
       m.paid_amount::float8 as paid_amount, m.done_on::text as done_on, (m.done_on is null and m.due_on < $2::date) as overdue,
       m.note, m.version, iso(m.created_at) as created_at, iso(m.updated_at) as updated_at
     from contract_milestone m where m.contract_id = $1 order by m.due_on, m.created_at, m.id`,
    [contract.id, localToday(scope.clock)],
  );
  return { items };
}
