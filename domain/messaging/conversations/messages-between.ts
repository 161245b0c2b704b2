import { query } from '../../../db/query.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** Messages one look takes in. */
const MOST = 100;

/** A message with who wrote it, as the flow looks at it. */
export interface SaidLine {
  readonly id: string;
  /** Null: one of our accounts. */
  readonly person_id: string | null;
  readonly name: string;
  /** Null: one of our accounts, or somebody not told yet. */
  readonly role: GroupRole | null;
  readonly text: string;
}

/** What was said in a conversation after one moment and until another, the oldest first; taken back messages left out. */
export async function messagesBetween(
  scope: Pick<ReadScope, 'em'>,
  place: { readonly conversation_id: string; readonly after: Date; readonly until: Date },
): Promise<SaidLine[]> {
  return await query<SaidLine>(
    scope.em,
    `select m.id, m.person_id, coalesce(g.display_name, p.name, '我方') as name, g.role, m.text
     from channel_message m left join channel_person p on p.id = m.person_id
       left join group_member g on g.conversation_id = m.conversation_id and g.person_id = m.person_id
     where m.conversation_id = $1 and m.sent_at > $2 and m.sent_at <= $3 and m.recalled_at is null
     order by m.sent_at, m.sequence nulls last, m.id limit ${MOST}`,
    [place.conversation_id, place.after, place.until],
  );
}
