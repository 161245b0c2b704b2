import type { Scope } from '../../scope.ts';
import { visibleIds } from '../../visible-ids.ts';
import { visibleConversations } from './conversation-view.ts';

/** Those of the conversations the actor may see. */
export async function visibleConversationIds(
  scope: Pick<Scope, 'em' | 'actor'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return await visibleIds(scope, 'channel_conversation', ids, (params) =>
    visibleConversations(scope.actor, 'r', params),
  );
}
