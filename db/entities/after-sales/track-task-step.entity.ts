import { defineEntity, p } from '@mikro-orm/core';
import { TRACK_TASK_EVENTS, TRACK_TASK_STATUSES } from '../../../kernel/contracts/track-tasks.ts';
import { TrackTask } from './track-task.entity.ts';

/** What happened to a task, in order, with why. Append-only. */
export const TrackTaskStep = defineEntity({
  name: 'TrackTaskStep',
  tableName: 'track_task_step',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    task: () => p.manyToOne(TrackTask).mapToPk().deleteRule('cascade').index(),
    event: p.enum(TRACK_TASK_EVENTS),
    fromStatus: p.enum(TRACK_TASK_STATUSES).nullable(),
    toStatus: p.enum(TRACK_TASK_STATUSES),
    reason: p.string().length(300),
    userId: p.uuid().nullable(),
    at: p.datetime(),
  },
});
