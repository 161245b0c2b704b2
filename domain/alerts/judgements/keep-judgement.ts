import { query } from '../../../db/query.ts';
import type { Classification } from '../../assistant.port.ts';
import type { Scope } from '../../scope.ts';

/** Keeps how a message was understood. The same message judged anew keeps the newest judgement; an unknown one is let be. */
export async function keepJudgement(
  scope: Pick<Scope, 'em' | 'clock'>,
  judged: Classification & { readonly message_id: string },
): Promise<void> {
  await query(
    scope.em,
    `insert into message_judgement (message_id, conversation_id, person_id, intent, mood, complaint, important, confidence, signs,
       judged_by, sent_at, judged_at)
     select m.id, m.conversation_id, m.person_id, $2, $3, $4, $5, $6, $7, $8, m.sent_at, $9 from channel_message m where m.id = $1
     on conflict (message_id) do update set intent = excluded.intent, mood = excluded.mood, complaint = excluded.complaint,
       important = excluded.important, confidence = excluded.confidence, signs = excluded.signs, judged_by = excluded.judged_by,
       judged_at = excluded.judged_at`,
    [
      judged.message_id,
      judged.intent,
      judged.mood,
      judged.complaint,
      judged.important,
      judged.confidence,
      judged.signs,
      judged.by.slice(0, 100),
      scope.clock.now(),
    ],
  );
}
