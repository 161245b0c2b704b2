/**
 * SQL: what a colleague said last of the person `p` in another group than `m.conversation_id`, or of somebody who is known by
 * the same name alone.
 */
export const SAID_ELSEWHERE = `(select o.role from group_member o join channel_person op on op.id = o.person_id
  where o.corrected_at is not null and o.conversation_id <> m.conversation_id and op.channel = p.channel
    and (o.person_id = p.id or not p.stable and not op.stable and op.external_id = p.external_id)
  order by o.corrected_at desc limit 1)`;
