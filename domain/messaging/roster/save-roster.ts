import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { RobotDuty, RosterView, SaveRoster } from '../../../kernel/contracts/messaging-robots.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readConversation } from '../conversations/conversation-view.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { readRoster } from './read-roster.ts';

/**
 * Replaces the posts of a conversation, or the default ones (`conversation_id` null). Without posts a conversation follows
 * the default again. An account that gets a post counts as being in the group: one that only notifies may never have been
 * seen there.
 *
 * @throws AppError `access.not_permitted`, `messaging.conversation_not_found`, `messaging.account_not_found`,
 *   `messaging.post_on_other_channel`, `messaging.post_twice`, `messaging.monitor_speaks`
 */
export async function saveRoster(
  outer: WriteScope,
  input: SaveRoster & { readonly conversation_id: string | null },
): Promise<RosterView> {
  requirePermission(outer.actor, 'messaging.configure');
  const place = input.conversation_id;
  const channel = place === null ? null : (await readConversation(outer, place)).channel;
  checkDuties(input.posts);
  return await inTransaction(outer, async (scope) => {
    await checkAccounts(scope, input.posts, channel);
    const before = await readRoster(scope, place);
    await query(scope.em, 'delete from robot_post where conversation_id is not distinct from $1::uuid', [place]);
    const next = new Map<RobotDuty, number>();
    for (const { duty, account_id } of input.posts) {
      const position = next.get(duty) ?? 0;
      next.set(duty, position + 1);
      await insert(scope, { place, duty, account_id, position });
    }
    appendAudit(scope, {
      action: 'robot_roster.saved',
      entity: 'channel_conversation',
      entityId: place,
      before: { posts: before.own ? before.posts.map(({ duty, account_id }) => ({ duty, account_id })) : [] },
      after: { posts: input.posts },
    });
    await scope.em.flush();
    return await readRoster(scope, place);
  });
}

async function insert(
  scope: WriteScope,
  row: { place: string | null; duty: RobotDuty; account_id: string; position: number },
): Promise<void> {
  const now = scope.clock.now();
  await query(
    scope.em,
    'insert into robot_post (id, conversation_id, duty, account_id, position, created_at) values ($1, $2, $3, $4, $5, $6)',
    [newId(), row.place, row.duty, row.account_id, row.position, now],
  );
  if (row.place === null) return;
  await query(
    scope.em,
    `insert into conversation_account (conversation_id, account_id, first_seen_at, last_seen_at) values ($1, $2, $3, $3)
     on conflict (conversation_id, account_id) do nothing`,
    [row.place, row.account_id, now],
  );
}

/** One account has a duty once, and who monitors does nothing else. */
function checkDuties(posts: SaveRoster['posts']): void {
  const seen = new Set<string>();
  const monitors = new Set(posts.filter(({ duty }) => duty === 'monitor').map((post) => post.account_id));
  for (const { duty, account_id } of posts) {
    if (seen.has(`${duty}:${account_id}`)) throw messagingError('messaging.post_twice');
    seen.add(`${duty}:${account_id}`);
    if (duty !== 'monitor' && monitors.has(account_id)) throw messagingError('messaging.monitor_speaks');
  }
}

async function checkAccounts(scope: WriteScope, posts: SaveRoster['posts'], channel: string | null): Promise<void> {
  const ids = [...new Set(posts.map((post) => post.account_id))];
  const found = await query<{ id: string; channel: string; name: string }>(
    scope.em,
    'select id, channel, name from channel_account where id = any ($1::uuid[])',
    [ids],
  );
  const missing = ids.find((id) => !found.some((account) => account.id === id));
  if (missing) throw messagingError('messaging.account_not_found', { details: { id: missing } });
  const other = channel === null ? undefined : found.find((account) => account.channel !== channel);
  if (other) throw messagingError('messaging.post_on_other_channel', { details: { name: other.name } });
}
