import type { Params } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { visibleRows } from '../../visible-rows.ts';

/**
 * SQL for «the actor may see this follow-up», of a task `t` and, where there is one, a lead `l`: who sees the task, and who sees
 * the lead. A salesperson sees what the manager's task came to with their own leads.
 */
export function seenFollows(actor: Pick<Actor, 'dataScope' | 'userId' | 'teamId'>, params: Params): string {
  return `(${visibleRows(actor, 't', params)} or ${visibleRows(actor, 'l', params)})`;
}
