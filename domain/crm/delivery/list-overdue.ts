import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { OVERDUE_KINDS, type OverdueList, type OverdueView } from '../../../kernel/contracts/delivery.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { WAITING_SOURCES } from './overdue-sources.ts';

/** Everything of the delivery side that is late among what the actor may see, the latest of all first. */
export async function listOverdue(
  scope: ReadScope & { readonly clock: Clock },
  input: OverdueList,
): Promise<Page<OverdueView>> {
  const params = new Params();
  const today = params.add(localToday(scope.clock));
  const sources = OVERDUE_KINDS.filter((kind) => !input.kind || kind === input.kind).map(
    (kind) => WAITING_SOURCES[kind],
  );
  const where = [`w.due_on < ${today}::date`, visible(scope, params)];
  if (input.owner_id) where.push(`w.owner_id = ${params.add(input.owner_id)}`);
  if (input.customer_id) where.push(`w.customer_id = ${params.add(input.customer_id)}`);
  const rows = await query<OverdueView & { total_rows: number }>(
    scope.em,
    `with waiting (kind, id, title, customer_id, owner_id, r_owner_id, r_team_id, due_on, amount, order_id) as (${sources.join(' union all ')}),
       late as (select w.*, c.name as customer_name from waiting w join customer c on c.id = w.customer_id where ${where.join(' and ')})
     select l.kind, l.id, l.title, l.customer_id, l.customer_name, l.owner_id, u.name as owner_name, l.due_on::text as due_on,
       ${today}::date - l.due_on as days_late, l.amount::float8 as amount, l.order_id, (select count(*)::int from late) as total_rows
     from late l left join app_user u on u.id = l.owner_id
     order by l.due_on, l.kind, l.id limit ${params.add(input.page_size)} offset ${params.add((input.page - 1) * input.page_size)}`,
    params.values,
  );
  return {
    items: rows.map(({ total_rows: _total, ...row }) => row),
    total: rows[0]?.total_rows ?? 0,
    page: input.page,
    page_size: input.page_size,
  };
}

function visible(scope: ReadScope, params: Params): string {
  if (scope.actor.dataScope === 'all') return 'true';
  const customer = visibleRows(scope.actor, 'c', params);
  const { userId, teamId, dataScope } = scope.actor;
  const me = params.add(userId);
  const team = dataScope === 'team' && teamId ? ` or w.r_team_id = ${params.add(teamId)}` : '';
  return `(w.owner_id = ${me} or w.r_owner_id = ${me}${team} or ${customer})`;
}
