import { defineEntity, p } from '@mikro-orm/core';
import { TRACK_TASK_KINDS, TRACK_TASK_STATUSES } from '../../../kernel/contracts/track-tasks.ts';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { TrackTask } from './track-task.entity.ts';

/** What a task took, for looking back on how people worked together (spec 002, node C6). One row per task, its last end counts. */
export const TrackTaskReport = defineEntity({
  name: 'TrackTaskReport',
  tableName: 'track_task_reports',
  properties: {
    task: () => p.oneToOne(TrackTask).mapToPk().primary().deleteRule('cascade'),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade').index(),
    kind: p.enum(TRACK_TASK_KINDS),
    outcome: p.enum(TRACK_TASK_STATUSES),
    /** From being asked to the person's answer; null: they never answered. */
    answerSeconds: p.integer().nullable(),
    /** From being asked to the end; null: it has none yet. */
    doneSeconds: p.integer().nullable(),
    /** How often it was asked for. */
    asked: p.integer(),
    conflict: p.boolean(),
    at: p.datetime(),
  },
  indexes: [{ properties: ['at'], name: 'track_task_report_at' }],
});
