import { defineEntity, p } from '@mikro-orm/core';
import { APPROVAL_STATUSES, type ApprovalCard } from '../../../kernel/contracts/chat.ts';
import { Conversation } from './conversation.entity.ts';

/** A proposed change that waits for a person, and later the record of who agreed to exactly what. */
export const Approval = defineEntity({
  name: 'Approval',
  tableName: 'approval',
  properties: {
    id: p.uuid().primary(),
    conversation: () => p.manyToOne(Conversation).mapToPk().deleteRule('cascade').index(),
    runId: p.string().length(64),
    userId: p.uuid(),
    tool: p.string().length(60),
    agent: p.string().length(40),
    input: p.json<Record<string, unknown>>(),
    /** Versions of the records the card was made from: `{ "<entity>:<id>": version }`. */
    snapshot: p.json<Record<string, number>>(),
    card: p.json<ApprovalCard>(),
    hash: p.string().length(64),
    status: p.enum(APPROVAL_STATUSES),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    result: p.text().nullable(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
  },
  indexes: [{ properties: ['userId', 'status'], name: 'approval_user_status' }],
});
