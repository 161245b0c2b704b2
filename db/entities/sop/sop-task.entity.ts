import { defineEntity, p } from '@mikro-orm/core';
import { SOP_TASK_STATUSES } from '../../../kernel/contracts/sop-instances.ts';
import { SopInstance } from './sop-instance.entity.ts';

/** One step of an instance: what went in, what came out, why, how it ended (spec 000 «SOPTask»). */
export const SopTask = defineEntity({
  name: 'SopTask',
  tableName: 'sop_tasks',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    instance: () => p.manyToOne(SopInstance).mapToPk().deleteRule('cascade'),
    /** Counts from 1 within the instance. */
    seq: p.integer(),
    stepId: p.string().length(40),
    stepName: p.string().length(60),
    actionType: p.string().length(40),
    status: p.enum(SOP_TASK_STATUSES),
    inputData: p.json<Record<string, unknown>>(),
    outputData: p.json<Record<string, unknown>>(),
    way: p.string().length(40).nullable(),
    reason: p.text(),
    /** The command that left for the contact. */
    commandId: p.uuid().nullable(),
    retryCount: p.integer().default(0),
    error: p.string().length(300).nullable(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['instance', 'seq'], name: 'sop_task_seq_unique' }],
  indexes: [
    {
      name: 'sop_task_command',
      expression: 'create index sop_task_command on sop_tasks (command_id) where command_id is not null',
    },
  ],
});
