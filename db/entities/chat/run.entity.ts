import { defineEntity, p } from '@mikro-orm/core';
import { RUN_STATUSES } from '../../../kernel/contracts/chat.ts';
import { Conversation } from './conversation.entity.ts';

/**
 * One answer of the assistant. A running run is held by a lease: the process that answers renews it; when the process
 * dies another one takes the run over (`attempt` is the fencing token).
 */
export const Run = defineEntity({
  name: 'Run',
  tableName: 'run',
  properties: {
    id: p.string().length(64).primary(),
    conversation: () => p.manyToOne(Conversation).mapToPk().deleteRule('cascade').index(),
    userId: p.uuid(),
    status: p.enum(RUN_STATUSES),
    agent: p.string().length(40).nullable(),
    input: p.json<unknown>(),
    attempt: p.integer().default(1),
    leaseUntil: p.datetime().nullable(),
    cancelRequested: p.boolean().default(false),
    error: p.text().nullable(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['status', 'leaseUntil'], name: 'run_lease' },
    {
      name: 'run_one_active',
      expression: "create unique index run_one_active on run (conversation_id) where status = 'running'",
    },
  ],
});
