import { Params } from '../../../db/query.ts';
import type { CollaborationList, CollaborationView } from '../../../kernel/contracts/routing-collaboration.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleConversations } from '../../messaging/conversations/conversation-view.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { ReadingScope } from '../routing-scope.ts';

const JOINS = `join channel_conversation v on v.id = c.conversation_id join channel_session s on s.id = c.session_id
  join channel_person p on p.id = s.person_id`;

/** Who answered whom and how fast, a row per matter in the conversations one sees; the newest first. */
export async function listCollaboration(
  scope: ReadingScope,
  input: CollaborationList,
): Promise<Page<CollaborationView>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.conversation_id) where.push(`c.conversation_id = ${params.add(input.conversation_id)}`);
  if (input.from) where.push(`c.at >= ${params.add(input.from)}`);
  if (input.to) where.push(`c.at < ${params.add(input.to)}`);
  if (input.q?.trim())
    where.push(`(p.name || ' ' || coalesce(v.remark, v.name)) ilike '%' || ${params.add(input.q.trim())} || '%'`);
  return await pageOfRows<CollaborationView>(
    scope,
    {
      from: 'collab_analyses c',
      alias: 'c',
      filterJoins: JOINS,
      where,
      orderBy: 'c.at desc, c.id desc',
      columns: `c.id, c.conversation_id, coalesce(v.remark, v.name) as conversation_name, c.session_id, s.person_id, p.name as person_name,
        c.questions, c.answered, c.first_seconds, c.median_seconds, c.by_role, iso(c.at) as at`,
      joins: JOINS,
      params,
    },
    input,
  );
}
