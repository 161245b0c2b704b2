import { defineEntity, p } from '@mikro-orm/core';
import { CALL_BATCH_STATES } from '../../../kernel/contracts/calls.ts';
import { CallTask } from './call-task.entity.ts';

/** People handed to the dialer in one request. Stored before it is sent, so that a lost answer is looked up (adr/0018). */
export const CallBatch = defineEntity({
  name: 'CallBatch',
  tableName: 'call_batch',
  properties: {
    id: p.uuid().primary(),
    task: () => p.manyToOne(CallTask).mapToPk().deleteRule('cascade'),
    state: p.enum(CALL_BATCH_STATES),
    size: p.integer(),
    sentAt: p.datetime(),
    /** When the request ended or was given up; null while it may be on its way. */
    endedAt: p.datetime().nullable(),
    lookUps: p.integer().default(0),
    trouble: p.string().length(120).nullable(),
  },
  indexes: [{ properties: ['task', 'state'], name: 'call_batch_task' }],
});
