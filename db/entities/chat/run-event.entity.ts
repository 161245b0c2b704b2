import { defineEntity, p } from '@mikro-orm/core';
import { Conversation } from './conversation.entity.ts';

/** One AG-UI event of a thread, kept so that a client that comes back gets what it missed. */
export const RunEvent = defineEntity({
  name: 'RunEvent',
  tableName: 'run_event',
  primaryKeys: ['conversation', 'seq'],
  properties: {
    conversation: () => p.manyToOne(Conversation).mapToPk().primary().deleteRule('cascade'),
    seq: p.integer().primary(),
    runId: p.string().length(64),
    event: p.json<Record<string, unknown>>(),
    at: p.datetime(),
  },
});
