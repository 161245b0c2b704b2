import { Params } from '../../../db/query.ts';
import type { SessionList, SessionView } from '../../../kernel/contracts/messaging-people.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { visibleConversations } from '../conversations/conversation-view.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** What people are talked with about, the latest first. */
export async function listSessions(scope: ReadScope, input: SessionList): Promise<Page<SessionView>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.status) where.push(`s.status = ${params.add(input.status)}`);
  if (input.conversation_id) where.push(`s.conversation_id = ${params.add(input.conversation_id)}`);
  if (input.q?.trim()) where.push(`(p.name || ' ' || v.name) ilike '%' || ${params.add(input.q.trim())} || '%'`);
  const joins = 'join channel_conversation v on v.id = s.conversation_id join channel_person p on p.id = s.person_id';
  return await pageOfRows<SessionView>(
    scope,
    {
      from: 'channel_session s',
      alias: 's',
      filterJoins: joins,
      where,
      orderBy: 's.last_at desc, s.id desc',
      columns: `s.id, s.conversation_id, coalesce(v.remark, v.name) as conversation_name, s.person_id, p.name as person_name, s.status,
        s.messages, s.summary, s.handover_summary, iso(s.started_at) as started_at, iso(s.last_at) as last_at, iso(s.ended_at) as ended_at`,
      joins,
      params,
    },
    input,
  );
}
