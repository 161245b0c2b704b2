import type { Params } from '../../../db/query.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';

/** Whose customers are looked at. */
export interface CustomerFilter {
  readonly owner_id?: string | undefined;
  readonly team_id?: string | undefined;
  readonly region?: string | undefined;
}

/** SQL conditions for the customers (alias `c`) the actor may see of that filter; none when that is everybody. */
export function customerFilter(scope: Pick<ReadScope, 'actor'>, input: CustomerFilter, params: Params): string[] {
  const where = scope.actor.dataScope === 'all' ? [] : [visibleRows(scope.actor, 'c', params)];
  if (input.owner_id) where.push(`c.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`c.team_id = ${params.add(input.team_id)}`);
  if (input.region) where.push(`c.region = ${params.add(input.region)}`);
  return where;
}

/** The join those conditions need, from a profile under the alias `p`. */
export function customerJoin(conditions: readonly string[]): string {
  return conditions.length > 0 ? 'join customer c on c.id = p.customer_id' : '';
}
