import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';

export interface JudgedMood {
  readonly message_id: string;
  /** 0 very bad, 0.5 neither, 1 very good. */
  readonly mood: number;
  readonly complaint: boolean;
  readonly sent_at: string;
}

/**
 * The moods of the last messages of a person in a conversation, the newest first.
 * @param before a message of theirs: it and everything later is left out, so that a replay sees what there was then
 */
export async function recentMoods(
  scope: Pick<Scope, 'em'>,
  personId: string | null,
  conversationId: string,
  limit: number,
  before?: string,
): Promise<JudgedMood[]> {
  return await query<JudgedMood>(
    scope.em,
    `select j.message_id, j.mood, j.complaint, iso(j.sent_at) as sent_at from message_judgement j
     where j.conversation_id = $2 and j.person_id is not distinct from $1
       and ($4::uuid is null or (j.message_id <> $4 and j.sent_at <= (select m.sent_at from channel_message m where m.id = $4)))
     order by j.sent_at desc, j.message_id desc limit $3`,
    [personId, conversationId, limit, before ?? null],
  );
}
