import { Params, queryOne } from '../../../db/query.ts';
import type { ChannelMessageView, ConversationList, ConversationView } from '../../../kernel/contracts/messaging.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';
import { visibleAccounts } from '../accounts/account-view.ts';
import { messagingError } from '../errors.ts';
import type { ReadScope } from '../messaging-scope.ts';

const COLUMNS = `v.id, v.channel, v.kind, v.name, v.remark, v.internal, v.customer_id, k.name as customer_name,
  (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name), '[]') from conversation_account x
     join channel_account a on a.id = x.account_id where x.conversation_id = v.id) as accounts,
  iso(v.last_message_at) as last_message_at, iso(v.last_inbound_at) as last_inbound_at, iso(v.silent_until) as silent_until, v.version`;
const JOINS = 'left join customer k on k.id = v.customer_id';

/** A conversation is seen by whoever may use one of its accounts. */
export function visibleConversations(actor: ReadScope['actor'], alias: string, params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  return `exists (select 1 from conversation_account x join channel_account a on a.id = x.account_id
    where x.conversation_id = ${alias}.id and ${visibleAccounts(actor, 'a', params)})`;
}

/** Groups and people one talks with, the latest first. */
export async function listConversations(scope: ReadScope, input: ConversationList): Promise<Page<ConversationView>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.kind) where.push(`v.kind = ${params.add(input.kind)}`);
  if (input.customer_id) where.push(`v.customer_id = ${params.add(input.customer_id)}`);
  if (input.account_id)
    where.push(
      `exists (select 1 from conversation_account y where y.conversation_id = v.id and y.account_id = ${params.add(input.account_id)})`,
    );
  if (input.q?.trim())
    where.push(`(v.name || ' ' || coalesce(v.remark, '')) ilike '%' || ${params.add(input.q.trim())} || '%'`);
  return await pageOfRows<ConversationView>(
    scope,
    {
      from: 'channel_conversation v',
      alias: 'v',
      where,
      orderBy: 'v.last_message_at desc nulls last, v.id desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * One conversation.
 * @throws AppError `messaging.conversation_not_found`
 */
export async function readConversation(scope: ReadScope, id: string): Promise<ConversationView> {
  const params = new Params();
  const row = await queryOne<ConversationView>(
    scope.em,
    `select ${COLUMNS} from channel_conversation v ${JOINS}
     where v.id = ${params.add(id)} and ${visibleConversations(scope.actor, 'v', params)}`,
    params.values,
  );
  if (!row) throw messagingError('messaging.conversation_not_found', { details: { id } });
  return row;
}

/**
 * What was said, the newest first.
 * @throws AppError `messaging.conversation_not_found`
 */
export async function listMessages(
  scope: ReadScope,
  input: PageRequest & { readonly id: string; readonly q?: string | undefined },
): Promise<Page<ChannelMessageView>> {
  await readConversation(scope, input.id);
  const params = new Params();
  const where = [`m.conversation_id = ${params.add(input.id)}`];
  if (input.q?.trim()) where.push(`m.text ilike '%' || ${params.add(input.q.trim())} || '%'`);
  return await pageOfRows<ChannelMessageView>(
    scope,
    {
      from: 'channel_message m',
      alias: 'm',
      where,
      orderBy: 'm.sent_at desc, m.sequence desc nulls last, m.id desc',
      columns: `m.id, m.conversation_id, m.direction, m.kind, m.text, m.person_id, p.name as person_name, m.account_id, m.command_id,
        m.mentions_account, m.quoted, iso(m.sent_at) as sent_at, iso(m.recalled_at) as recalled_at`,
      joins: 'left join channel_person p on p.id = m.person_id',
      params,
    },
    input,
  );
}
