import { query } from '../../../db/query.ts';
import type { RosterView } from '../../../kernel/contracts/messaging-robots.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** The posts of a conversation, or the default ones it follows; null: the default ones themselves. */
export async function readRoster(scope: Pick<ReadScope, 'em'>, conversation: string | null): Promise<RosterView> {
  const own = await postsOf(scope, conversation);
  if (own.length > 0 || conversation === null) return { conversation_id: conversation, own: true, posts: own };
  return { conversation_id: conversation, own: false, posts: await postsOf(scope, null) };
}

async function postsOf(scope: Pick<ReadScope, 'em'>, conversation: string | null): Promise<RosterView['posts']> {
  return await query<RosterView['posts'][number]>(
    scope.em,
    `select r.duty, r.position, r.account_id, a.name as account_name, a.channel from robot_post r
       join channel_account a on a.id = r.account_id
     where r.conversation_id is not distinct from $1::uuid order by r.duty, r.position`,
    [conversation],
  );
}
