import { queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import type { FlowState } from '../flow-state.ts';

/** What a flow knows of a stored message at its start; whom it mentions as far as they are known in the conversation. */
export async function loadMessage(scope: Pick<Scope, 'em'>, id: string): Promise<FlowState['message']> {
  const row = await queryOne<FlowState['message']>(
    scope.em,
    `select m.id, m.conversation_id, m.account_id, m.kind, m.text, m.mentions_account, iso(m.sent_at) as sent_at,
       m.direction = 'out' as own,
       array(select distinct p.id from channel_person p
         left join group_member g on g.person_id = p.id and g.conversation_id = m.conversation_id
         where p.channel = v.channel and p.place in ('', m.conversation_id::text)
           and (p.external_id = any (m.mentioned_ids) or g.display_name = any (m.mentioned_ids))
         limit 50) as mentioned_person_ids
     from channel_message m join channel_conversation v on v.id = m.conversation_id where m.id = $1`,
    [id],
  );
  return row!;
}
