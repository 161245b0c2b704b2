import { Params, query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { visibleConversations } from './conversation-view.ts';

/** Those of the conversations the actor may see. */
export async function visibleConversationIds(
  scope: Pick<Scope, 'em' | 'actor'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (scope.actor.dataScope === 'all' || ids.length === 0) return new Set(ids);
  const params = new Params();
  const rows = await query<{ id: string }>(
    scope.em,
    `select v.id from channel_conversation v where v.id = any(${params.add(ids)}::uuid[]) and ${visibleConversations(scope.actor, 'v', params)}`,
    params.values,
  );
  return new Set(rows.map(({ id }) => id));
}
