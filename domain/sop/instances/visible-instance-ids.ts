import { Params, query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { visibleInstances } from './instance-view.ts';

/** Those of the instances the actor may see. */
export async function visibleInstanceIds(
  scope: Pick<Scope, 'em' | 'actor'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (scope.actor.dataScope === 'all' || ids.length === 0) return new Set(ids);
  const params = new Params();
  const rows = await query<{ id: string }>(
    scope.em,
    `select i.id from sop_instances i join channel_account a on a.id = i.account_id join channel_person p on p.id = i.person_id
       join channel_conversation v on v.id = i.conversation_id left join contact k on k.id = coalesce(i.contact_id, p.contact_id)
       left join customer c on c.id = coalesce(k.customer_id, v.customer_id)
     where i.id = any(${params.add(ids)}::uuid[]) and ${visibleInstances(scope.actor, params)}`,
    params.values,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Those of the batches the actor made, or all for whoever sees everything. */
export async function visibleBatchIds(
  scope: Pick<Scope, 'em' | 'actor'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (scope.actor.dataScope === 'all' || ids.length === 0) return new Set(ids);
  const rows = await query<{ id: string }>(
    scope.em,
    'select id from sop_batches where id = any($1::uuid[]) and created_by_id = $2',
    [ids, scope.actor.userId],
  );
  return new Set(rows.map(({ id }) => id));
}
