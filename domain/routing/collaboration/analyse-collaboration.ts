import { query, withDates } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../scope.ts';
import { analyseMessages, type SaidMessage } from './analyse-messages.ts';

/** Open matters of one conversation that are worked out, and messages of one matter: a group may be large. */
const MOST_SESSIONS = 20;
const MOST_MESSAGES = 500;

interface Session {
  readonly id: string;
  readonly person_id: string;
  readonly started_at: string;
}

/** Works out anew who answered whom and how fast, in each open matter of a conversation, in the caller's transaction. */
export async function analyseCollaboration(
  scope: Pick<Scope, 'em' | 'clock' | 'events'>,
  conversationId: string,
): Promise<void> {
  const sessions = await query<Session>(
    scope.em,
    `select id, person_id, iso(started_at) as started_at from channel_session
     where conversation_id = $1 and status <> 'ended' order by last_at desc limit ${MOST_SESSIONS}`,
    [conversationId],
  );
  for (const session of sessions) await analyse(scope, conversationId, session);
}

async function analyse(
  scope: Pick<Scope, 'em' | 'clock' | 'events'>,
  conversationId: string,
  session: Session,
): Promise<void> {
  const rows = await query<SaidMessage>(
    scope.em,
    `select m.id, iso(m.sent_at) as at, m.person_id, g.role, m.person_id is not distinct from $3 as asker
     from channel_message m left join group_member g on g.conversation_id = m.conversation_id and g.person_id = m.person_id
     where m.conversation_id = $1 and m.sent_at >= $2 and m.recalled_at is null
     order by m.sent_at, m.sequence nulls last, m.id limit ${MOST_MESSAGES}`,
    [conversationId, session.started_at, session.person_id],
  );
  const found = analyseMessages(rows.map((row) => withDates(row, 'at')));
  const [kept] = await query<{ id: string }>(
    scope.em,
    `insert into collab_analyses (id, conversation_id, session_id, questions, answered, first_seconds, median_seconds, by_role, answers, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (session_id) do update set questions = excluded.questions, answered = excluded.answered,
       first_seconds = excluded.first_seconds, median_seconds = excluded.median_seconds, by_role = excluded.by_role,
       answers = excluded.answers, at = excluded.at returning id`,
    [
      newId(),
      conversationId,
      session.id,
      found.questions,
      found.answered,
      found.first_seconds,
      found.median_seconds,
      JSON.stringify(found.by_role),
      JSON.stringify(found.answers.slice(-100)),
      scope.clock.now(),
    ],
  );
  scope.events.publish('routing.collaboration_analysed', { id: kept!.id, conversationId, sessionId: session.id });
}
