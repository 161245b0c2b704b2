import { defineEntity, p } from '@mikro-orm/core';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { ChannelSession } from '../messaging/channel-session.entity.ts';

interface AnsweredQuestion {
  readonly message_id: string;
  readonly asked_at: string;
  /** Null: a robot or somebody by hand on a phone of ours. */
  readonly answered_by: string | null;
  readonly role: string | null;
  /** Null: nobody yet. */
  readonly seconds: number | null;
}

/** How colleagues and robots worked together in one matter: who answered whom and how fast. One row per session, made anew. */
export const CollabAnalysis = defineEntity({
  name: 'CollabAnalysis',
  tableName: 'collab_analyses',
  properties: {
    id: p.uuid().primary(),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade').index(),
    session: () => p.manyToOne(ChannelSession).mapToPk().deleteRule('cascade'),
    questions: p.integer(),
    answered: p.integer(),
    /** Of the first answer, and the middle one of all; null without an answer. */
    firstSeconds: p.integer().nullable(),
    medianSeconds: p.integer().nullable(),
    /** Answers by who gave them: `robot` and the roles of a group. */
    byRole: p.json<Record<string, number>>(),
    answers: p.json<AnsweredQuestion[]>(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['session'], name: 'collab_analysis_session_unique' }],
  indexes: [{ properties: ['at'], name: 'collab_analysis_at' }],
});
