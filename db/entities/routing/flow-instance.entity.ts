import { defineEntity, p } from '@mikro-orm/core';
import { FLOW_TRIGGERS, INSTANCE_STATUSES, NODE_CAUSES } from '../../../kernel/contracts/routing.ts';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { ChannelMessage } from '../messaging/channel-message.entity.ts';
import { ChannelPerson } from '../messaging/channel-person.entity.ts';
import { FlowDefinition } from './flow-definition.entity.ts';
import { FlowVersion } from './flow-version.entity.ts';

/**
 * One message on its way through a flow (spec 002 §4.1 `flow_instances`). The row is the whole truth of where it stands.
 * `token` fences the process that carries it: only who holds the newest one may write its next step.
 */
export const FlowInstance = defineEntity({
  name: 'FlowInstance',
  tableName: 'flow_instances',
  properties: {
    id: p.uuid().primary(),
    /** Order of beginning. */
    seq: p.bigint('number').autoincrement(),
    definition: () => p.manyToOne(FlowDefinition).mapToPk().index(),
    flowVersion: () => p.manyToOne(FlowVersion).mapToPk().index(),
    trigger: p.enum(FLOW_TRIGGERS),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    message: () => p.manyToOne(ChannelMessage).mapToPk().deleteRule('cascade').index(),
    /** Who wrote; null: somebody by hand on a phone of ours. What one person says is handled one after the other. */
    person: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('set null').index(),
    status: p.enum(INSTANCE_STATUSES),
    state: p.json<Record<string, unknown>>(),
    /** Where it stands; null before the first node is known and after the last. */
    nodeId: p.string().length(40).nullable(),
    nodeSince: p.datetime(),
    /** Why the node where it stands runs next. */
    cause: p.enum(NODE_CAUSES),
    wakeAt: p.datetime().nullable(),
    waitOn: p.string().length(120).nullable(),
    /** Steps that were logged. */
    steps: p.integer().default(0),
    /** Failures in a row of the node where it stands. */
    attempts: p.integer().default(0),
    /** Of its jobs: what operations say goes first. */
    priority: p.smallint(),
    /** Of its dice, so that a step that is repeated, and a replay, throw the same. */
    seed: p.integer(),
    token: p.integer().default(0),
    leaseUntil: p.datetime().nullable(),
    error: p.string().length(300).nullable(),
    startedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['trigger', 'message'], name: 'flow_instance_message_unique' }],
  indexes: [
    { properties: ['conversation', 'seq'], name: 'flow_instance_conversation' },
    {
      name: 'flow_instance_running',
      expression:
        "create index flow_instance_running on flow_instances (conversation_id, seq) where status = 'running'",
    },
    {
      name: 'flow_instance_wake',
      expression: "create index flow_instance_wake on flow_instances (wake_at) where status = 'waiting'",
    },
    {
      name: 'flow_instance_wait_on',
      expression: "create index flow_instance_wait_on on flow_instances (wait_on) where status = 'waiting'",
    },
    { properties: ['status', 'startedAt'], name: 'flow_instance_status' },
    { properties: ['endedAt'], name: 'flow_instance_ended' },
  ],
});
