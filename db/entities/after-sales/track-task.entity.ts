import { defineEntity, p } from '@mikro-orm/core';
import { TRACK_TASK_KINDS, TRACK_TASK_STATUSES } from '../../../kernel/contracts/track-tasks.ts';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { ChannelMessage } from '../messaging/channel-message.entity.ts';
import { ChannelPerson } from '../messaging/channel-person.entity.ts';

/**
 * Something somebody in a group is to do, followed until it is done (spec 002 §3.4 `track_tasks`). One person has at most
 * one open task of a kind in a conversation: asking again is the same task.
 */
export const TrackTask = defineEntity({
  name: 'TrackTask',
  tableName: 'track_tasks',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(TRACK_TASK_KINDS),
    title: p.string().length(200),
    status: p.enum(TRACK_TASK_STATUSES),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    /** Who is to do it; null: whoever reads it. */
    person: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('cascade').index(),
    askedBy: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('set null').index(),
    message: () => p.manyToOne(ChannelMessage).mapToPk().nullable().deleteRule('set null').index(),
    deadline: p.datetime(),
    respondedAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
    conflict: p.boolean().default(false),
    note: p.string().length(1000).nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    {
      name: 'track_task_one_open',
      expression:
        "create unique index track_task_one_open on track_tasks (conversation_id, kind, person_id) nulls not distinct where status not in ('completed', 'cancelled')",
    },
    {
      name: 'track_task_due',
      expression:
        "create index track_task_due on track_tasks (deadline) where status not in ('completed', 'cancelled', 'overdue')",
    },
    { properties: ['createdAt', 'id'], name: 'track_task_created' },
  ],
});
