import { queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SaveWebChatSite, WebChatSiteView } from '../../../kernel/contracts/web-chat.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readAccount } from '../accounts/account-view.ts';
import { messagingError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../messaging-scope.ts';

const COLUMNS = `a.id as account_id, a.external_id as key, coalesce(s.origins, '{}') as origins, coalesce(s.title, a.name) as title,
  coalesce(s.greeting, '') as greeting, coalesce(s.version, 0) as version`;
const FROM = `from channel_account a left join web_chat_site s on s.account_id = a.id where a.channel = 'web-chat'`;

/**
 * The site behind the public key of a page.
 * @throws AppError `messaging.site_not_found`
 */
export async function findSite(scope: Pick<ReadScope, 'em'>, key: string): Promise<WebChatSiteView> {
  const site = await queryOne<WebChatSiteView>(scope.em, `select ${COLUMNS} ${FROM} and a.external_id = $1`, [key]);
  if (!site) throw messagingError('messaging.site_not_found');
  return site;
}

/**
 * What the window of an account is set to.
 * @throws AppError `messaging.account_not_found`, `messaging.site_not_found`
 */
export async function readSite(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  accountId: string,
): Promise<WebChatSiteView> {
  await readAccount(scope, accountId);
  const site = await queryOne<WebChatSiteView>(scope.em, `select ${COLUMNS} ${FROM} and a.id = $1`, [accountId]);
  if (!site) throw messagingError('messaging.site_not_found');
  return site;
}

/**
 * Says on which sites a window may open and how it greets.
 * @throws AppError `access.not_permitted`, `messaging.account_not_found`, `messaging.site_not_found`, `messaging.stale_version`
 */
export async function saveSite(
  outer: WriteScope,
  input: SaveWebChatSite & { readonly account_id: string },
): Promise<WebChatSiteView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const before = await readSite(scope, input.account_id);
    const saved = await queryOne(
      scope.em,
      `insert into web_chat_site (account_id, origins, title, greeting, updated_at) values ($1, $2, $3, $4, $5)
       on conflict (account_id) do update set origins = excluded.origins, title = excluded.title, greeting = excluded.greeting,
         updated_at = excluded.updated_at, version = web_chat_site.version + 1 where web_chat_site.version = $6
       returning version`,
      [input.account_id, input.origins, input.title, input.greeting, scope.clock.now(), input.version],
    );
    if (!saved || (before.version === 0 && input.version !== 0))
      throw messagingError('messaging.stale_version', { details: { current_version: before.version } });
    const { account_id: entityId, version: _version, ...after } = input;
    appendAudit(scope, { action: 'web_chat_site.saved', entity: 'channel_account', entityId, before, after });
    await scope.em.flush();
    return await readSite(scope, input.account_id);
  });
}
