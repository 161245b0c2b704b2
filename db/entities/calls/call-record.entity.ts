import { defineEntity, p } from '@mikro-orm/core';
import type { CallTurnView } from '../../../kernel/contracts/call-records.ts';
import {
  CALL_INTERESTS,
  CALL_STATUSES,
  HAND_OVER_STATES,
  RECORDING_STATES,
  SKIP_REASONS,
} from '../../../kernel/contracts/calls.ts';
import { Contact } from '../crm/contact.entity.ts';
import { Lead } from '../crm/lead.entity.ts';
import { CallTask } from './call-task.entity.ts';

/**
 * One person of a task and what came of the call (spec 001 `leads_task_list`). `call_status` is written once, when it is
 * final; `is_interested` once, where it is null.
 */
export const CallRecord = defineEntity({
  name: 'CallRecord',
  tableName: 'leads_task_list',
  properties: {
    id: p.uuid().primary(),
    task: () => p.manyToOne(CallTask).mapToPk().deleteRule('cascade'),
    leads: () => p.manyToOne(Lead).mapToPk().nullable().deleteRule('set null').index(),
    contact: () => p.manyToOne(Contact).mapToPk().nullable().deleteRule('set null').index(),
    leadsName: p.string().length(50),
    /** As it is dialled. */
    leadsPhone: p.string().length(30),
    /** Digits that are equal for equal numbers. */
    phoneKey: p.string().length(20),
    honorific: p.string().length(20),
    variables: p.json<Record<string, string>>().defaultRaw("'{}'"),
    /** Our own id of the call at the dialer. */
    referenceId: p.string().length(64).unique(),
    handOver: p.enum(HAND_OVER_STATES).default('waiting'),
    withheldReason: p.enum(SKIP_REASONS).nullable(),
    batchId: p.uuid().nullable().index(),
    /** The number must not ring any more: the dialer is told to cancel it. */
    stopWanted: p.boolean().default(false),
    callJobId: p.string().length(100).nullable().index(),
    callStatus: p.enum(CALL_STATUSES).nullable(),
    failure: p.string().length(40).nullable(),
    dialState: p.string().length(40).nullable(),
    /** Pushed away while it rang; null: not known. */
    rejected: p.boolean().nullable(),
    callConversation: p.json<CallTurnView[]>().nullable(),
    planedTime: p.datetime().nullable(),
    callTaskId: p.string().length(100).nullable(),
    callingNumber: p.string().length(30).nullable(),
    dials: p.integer().default(0),
    calledAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    callSeconds: p.integer().nullable(),
    /** When its final state was seen: a conversation that never comes is waited for from here on. */
    finalAt: p.datetime().nullable(),
    recording: p.enum(RECORDING_STATES).default('none'),
    recordingKey: p.string().length(200).nullable(),
    /** The follow-up; without a foreign key, for the follow-up points here. */
    leadsFollowId: p.uuid().nullable(),
    isInterested: p.enum(CALL_INTERESTS).nullable(),
    /** When a job for the follow-up was last added. */
    followAskedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedTime: p.datetime(),
  },
  indexes: [
    { properties: ['task', 'id'], name: 'leads_task_list_task' },
    { properties: ['task', 'phoneKey'], name: 'leads_task_list_phone' },
    { properties: ['phoneKey'], name: 'leads_task_list_number' },
    {
      name: 'leads_task_list_unfollowed',
      expression:
        'create index leads_task_list_unfollowed on leads_task_list (task_id, id) where leads_follow_id is null',
    },
    {
      name: 'leads_task_list_waiting',
      expression: "create index leads_task_list_waiting on leads_task_list (task_id, id) where hand_over = 'waiting'",
    },
  ],
});
