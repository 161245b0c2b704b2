/**
 * SQL: whether somebody of ours wrote in the conversation of the message `m` after it: a robot, a colleague by hand, or
 * one who is staff, after-sales or operations there.
 */
export const ANSWERED = `exists (select 1 from channel_message r
  where r.conversation_id = m.conversation_id and r.sent_at > m.sent_at and r.recalled_at is null
    and (r.direction = 'out' or exists (select 1 from group_member g where g.conversation_id = r.conversation_id
      and g.person_id = r.person_id and g.role in ('staff', 'after_sales', 'operations'))))`;
