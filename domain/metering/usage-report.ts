import { query } from '../../db/query.ts';
import type { ModelBudgetView, UsageRow } from '../../kernel/contracts/metering.ts';
import type { Scope } from '../scope.ts';

/** Tokens and cost per day, person and agent between two days, both included. */
export async function usageReport(scope: Pick<Scope, 'em'>, input: { from: string; to: string }): Promise<UsageRow[]> {
  return await query<UsageRow>(
    scope.em,
    `select u.day::text as day, u.user_id, a.name as user_name, u.agent, u.model, count(*)::int as calls,
            sum(u.prompt_tokens)::int as prompt_tokens, sum(u.completion_tokens)::int as completion_tokens, sum(u.cost)::float8 as cost
     from model_usage u left join app_user a on a.id = u.user_id
     where u.day between $1 and $2 group by 1, 2, 3, 4, 5 order by 1 desc, cost desc, 3, 4`,
    [input.from, input.to],
  );
}

export async function listBudgets(scope: Pick<Scope, 'em'>): Promise<ModelBudgetView[]> {
  return await query<ModelBudgetView>(
    scope.em,
    'select scope, daily_tokens, daily_cost::float8 as daily_cost from model_budget order by scope',
  );
}

/** Sets or (both limits empty) removes a daily ceiling. */
export async function setBudget(scope: Pick<Scope, 'em' | 'clock'>, budget: ModelBudgetView): Promise<void> {
  if (budget.daily_tokens === null && budget.daily_cost === null) {
    await query(scope.em, 'delete from model_budget where scope = $1', [budget.scope]);
    return;
  }
  await query(
    scope.em,
    `insert into model_budget (scope, daily_tokens, daily_cost, updated_at) values ($1, $2, $3, $4)
     on conflict (scope) do update set daily_tokens = $2, daily_cost = $3, updated_at = $4`,
    [budget.scope, budget.daily_tokens, budget.daily_cost, scope.clock.now()],
  );
}
