import { queryOne } from '../../db/query.ts';
import type { Scope } from '../scope.ts';

/**
 * Whether the day's budgets still allow a model call for this person and agent. Budgets are set per `all`,
 * `user:<id>`, `role:<role>` (for each person of the role) and `agent:<name>`; the first that is used up says no, and the
 * turn is answered by the built-in model.
 */
export async function withinBudget(scope: Pick<Scope, 'em' | 'clock' | 'actor'>, agent: string): Promise<boolean> {
  const row = await queryOne<{ exceeded: boolean }>(
    scope.em,
    `with used as (
       select u.user_id, u.agent, sum(u.prompt_tokens + u.completion_tokens) as tokens, sum(u.cost) as cost
       from model_usage u where u.day = local_day($1) group by 1, 2)
     select coalesce(bool_or(
       coalesce(b.daily_tokens <= s.tokens, false) or coalesce(b.daily_cost <= s.cost, false)), false) as exceeded
     from model_budget b
     cross join lateral (
       select coalesce(sum(tokens), 0) as tokens, coalesce(sum(cost), 0) as cost from used
       where b.scope = 'all' or (b.scope in ('user:' || $2::text, 'role:' || $3::text) and used.user_id::text = $2::text)
          or (b.scope = 'agent:' || $4::text and used.agent = $4::text)) s
     where b.scope in ('all', 'user:' || $2::text, 'role:' || $3::text, 'agent:' || $4::text)`,
    [scope.clock.now(), scope.actor.userId, scope.actor.role, agent],
  );
  return !row?.exceeded;
}
