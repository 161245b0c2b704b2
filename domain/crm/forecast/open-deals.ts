import { Params, query } from '../../../db/query.ts';
import type { ForecastQuery } from '../../../kernel/contracts/forecast.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { dealStateSql } from './deal-state.ts';
import type { OpenDeal } from './simulate-window.ts';

/** An open deal of somebody's forecast. */
export interface ForecastDeal extends OpenDeal {
  readonly owner_id: string | null;
  readonly team_id: string | null;
  /** Chance in per cent as it stands on the deal. */
  readonly probability: number;
}

type Whose = Pick<ForecastQuery, 'owner_id' | 'team_id'>;

/** The condition of whose deals are asked for, among those the actor may see (alias `o`). */
export function whoseSql(scope: ReadScope, whose: Whose, params: Params): string {
  const where = [visibleRows(scope.actor, 'o', params)];
  if (whose.owner_id) where.push(`o.owner_id = ${params.add(whose.owner_id)}`);
  if (whose.team_id) where.push(`o.team_id = ${params.add(whose.team_id)}`);
  return where.join(' and ');
}

/** The deals that were open on the evening of a day, as they were known then. The same statement for today and for a back-test. */
export async function readOpenDeals(scope: ReadScope, day: string, whose: Whose): Promise<ForecastDeal[]> {
  const params = new Params();
  const at = params.add(day);
  return await query<ForecastDeal>(
    scope.em,
    `with days as (select ${at}::date as s), state as (${dealStateSql('days', whoseSql(scope, whose, params))})
     select t.owner_id, t.team_id, t.product_id, t.stage, t.age, t.close_on::text as close_on, t.amount::float8 as amount, t.probability
     from state t`,
    params.values,
  );
}

/** What was won between two days, by owner and team. Money in yuan. */
export async function readWon(
  scope: ReadScope,
  window: { readonly from: string; readonly to: string },
  whose: Whose,
): Promise<{ owner_id: string | null; team_id: string | null; amount: number }[]> {
  const params = new Params();
  return await query(
    scope.em,
    `select o.owner_id, o.team_id, coalesce(sum(o.amount), 0)::float8 as amount from opportunity o
     where o.stage = 'won' and o.closed_on between ${params.add(window.from)}::date and ${params.add(window.to)}::date
       and ${whoseSql(scope, whose, params)} group by 1, 2`,
    params.values,
  );
}
