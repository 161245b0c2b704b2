import { Params } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { PoolEventList, PoolEventView } from '../../../kernel/contracts/pools.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';

/** What happened around the pools, the newest first: everything for who sees all, else what concerns oneself or one's team. */
export async function listPoolEvents(scope: ReadScope, input: PoolEventList): Promise<Page<PoolEventView>> {
  const params = new Params();
  const where: string[] = [];
  const { actor } = scope;
  if (actor.dataScope === 'own') where.push(`e.user_id = ${params.add(actor.userId)}`);
  if (actor.dataScope === 'team')
    where.push(`(e.user_id = ${params.add(actor.userId)} or u.team_id = ${params.add(actor.teamId)})`);
  if (input.entity) where.push(`e.entity = ${params.add(input.entity)}`);
  if (input.entity_id) where.push(`e.entity_id = ${params.add(input.entity_id)}`);
  if (input.kind) where.push(`e.kind = ${params.add(input.kind)}`);
  const joins = 'left join app_user u on u.id = e.user_id';
  return await pageOfRows<PoolEventView>(
    scope,
    {
      from: 'pool_event e',
      alias: 'e',
      filterJoins: joins,
      where,
      orderBy: 'e.at desc, e.id desc',
      columns: 'e.entity, e.entity_id, e.kind, p.name as pool_name, u.name as user_name, e.reason, iso(e.at) as at',
      joins: `${joins} left join pool p on p.id = e.pool_id`,
      params,
    },
    input,
  );
}
