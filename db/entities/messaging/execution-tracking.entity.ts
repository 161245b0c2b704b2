import { defineEntity, p } from '@mikro-orm/core';
import { TRACKING_EVENTS } from '../../../kernel/contracts/messaging.ts';
import { RobotCommand } from './robot-command.entity.ts';

/** Everything that happened to a command, in order. Append-only (spec 002 §3.6 `execution_tracking`). */
export const ExecutionTracking = defineEntity({
  name: 'ExecutionTracking',
  tableName: 'execution_tracking',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    command: () => p.manyToOne(RobotCommand).mapToPk().deleteRule('cascade'),
    attempt: p.integer(),
    event: p.enum(TRACKING_EVENTS),
    details: p.json<Record<string, unknown>>(),
    at: p.datetime(),
  },
  indexes: [
    { properties: ['command', 'id'], name: 'execution_tracking_command' },
    { properties: ['at'], name: 'execution_tracking_at' },
  ],
});
