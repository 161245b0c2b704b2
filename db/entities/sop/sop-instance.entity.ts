import { defineEntity, p } from '@mikro-orm/core';
import {
  SOP_INSTANCE_STATUSES,
  SOP_PAUSES,
  SOP_WAITS,
  type SopVariables,
} from '../../../kernel/contracts/sop-instances.ts';
import { SOP_TRIGGERS } from '../../../kernel/contracts/sop.ts';
import { Contact } from '../crm/contact.entity.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { ChannelAccount } from '../messaging/channel-account.entity.ts';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { ChannelPerson } from '../messaging/channel-person.entity.ts';
import { SopTemplateVersion } from './sop-template-version.entity.ts';
import { SopTemplate } from './sop-template.entity.ts';

/**
 * One contact on the way through a sequence (spec 000 «SOPInstance»). The row is the whole truth of where it stands; waiting
 * costs nothing else. `token` fences the process that carries it: only who holds the newest one may write its next step.
 */
export const SopInstance = defineEntity({
  name: 'SopInstance',
  tableName: 'sop_instances',
  properties: {
    id: p.uuid().primary(),
    /** Order of creation. */
    seq: p.bigint('number').autoincrement(),
    template: () => p.manyToOne(SopTemplate).mapToPk().index(),
    templateVersion: () => p.manyToOne(SopTemplateVersion).mapToPk().index(),
    account: () => p.manyToOne(ChannelAccount).mapToPk().deleteRule('cascade').index(),
    person: () => p.manyToOne(ChannelPerson).mapToPk().deleteRule('cascade'),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    contact: () => p.manyToOne(Contact).mapToPk().nullable().deleteRule('set null').index(),
    instanceName: p.string().length(200),
    status: p.enum(SOP_INSTANCE_STATUSES),
    /** Where it stands; null before the first step and after the last. */
    stepId: p.string().length(40).nullable(),
    stepIndex: p.integer().nullable(),
    /** Since when it stands there: a delay and a timeout count from it. */
    stepSince: p.datetime(),
    /** Steps that were written down; also the number of the next task. */
    steps: p.integer().default(0),
    progress: p.smallint().default(0),
    /** When it goes on at the latest; null: somebody else wakes it, or it is over. */
    dueAt: p.datetime().nullable(),
    waitsFor: p.enum(SOP_WAITS).nullable(),
    /** Of a wait for a command: which one. */
    waitsOn: p.uuid().nullable(),
    pauseReason: p.enum(SOP_PAUSES).nullable(),
    pausedAt: p.datetime().nullable(),
    /** When a pause ends by itself; null: somebody lets it go on. */
    resumeAt: p.datetime().nullable(),
    variables: p.json<SopVariables>(),
    contextData: p.json<Record<string, unknown>>(),
    result: p.json<Record<string, unknown>>().nullable(),
    triggerType: p.enum(SOP_TRIGGERS),
    /** The same key starts one instance, however often the event is told. */
    triggerKey: p.string().length(160).nullable().unique(),
    /** Who started it; null: a trigger did. */
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    batchId: p.uuid().nullable(),
    /** Of its turn: 0 high, 1 normal, 2 low. */
    priority: p.smallint(),
    /** Failures in a row of the step where it stands. */
    attempts: p.integer().default(0),
    token: p.integer().default(0),
    leaseUntil: p.datetime().nullable(),
    error: p.string().length(300).nullable(),
    /** When an instance that is still open is ended as timed out. */
    expiresAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  indexes: [
    { properties: ['person', 'template'], name: 'sop_instance_person' },
    { properties: ['status', 'createdAt'], name: 'sop_instance_status' },
    { properties: ['endedAt'], name: 'sop_instance_ended' },
    { properties: ['batchId'], name: 'sop_instance_batch' },
    {
      name: 'sop_instance_due',
      expression:
        "create index sop_instance_due on sop_instances (template_id, priority, due_at) where status in ('pending', 'executing') and due_at is not null",
    },
    {
      name: 'sop_instance_next_due',
      expression:
        "create index sop_instance_next_due on sop_instances (due_at) where status in ('pending', 'executing') and due_at is not null",
    },
    {
      name: 'sop_instance_listening',
      expression:
        "create index sop_instance_listening on sop_instances (conversation_id) where status in ('pending', 'executing', 'paused')",
    },
    {
      name: 'sop_instance_waits_on',
      expression: 'create index sop_instance_waits_on on sop_instances (waits_on) where waits_on is not null',
    },
    {
      name: 'sop_instance_resumes',
      expression:
        "create index sop_instance_resumes on sop_instances (resume_at) where status = 'paused' and resume_at is not null",
    },
    {
      name: 'sop_instance_expires',
      expression:
        "create index sop_instance_expires on sop_instances (expires_at) where status in ('pending', 'executing', 'paused')",
    },
  ],
});
