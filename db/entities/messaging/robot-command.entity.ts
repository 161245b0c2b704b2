import { defineEntity, p } from '@mikro-orm/core';
import { COMMAND_LANES, COMMAND_SOURCES, COMMAND_STATUSES } from '../../../kernel/contracts/messaging.ts';
import { SPEECH_KINDS } from '../../../kernel/contracts/messaging-robots.ts';
import type { PolicyNote } from '../../../kernel/contracts/messaging.ts';
import { ChannelAccount } from './channel-account.entity.ts';
import { ChannelConversation } from './channel-conversation.entity.ts';

/**
 * Something that is to leave for a channel, and what became of it (spec 002 §4.1 `robot_command_queue`). `token` fences
 * an attempt: only who holds the newest one may write its outcome.
 */
export const RobotCommand = defineEntity({
  name: 'RobotCommand',
  tableName: 'robot_command_queue',
  properties: {
    id: p.uuid().primary(),
    /** Order of arrival. */
    seq: p.bigint('number').autoincrement(),
    account: () => p.manyToOne(ChannelAccount).mapToPk(),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().nullable().deleteRule('set null'),
    idempotencyKey: p.string().length(200).unique(),
    command: p.json<Record<string, unknown>>(),
    /** Of the exact command, so that a repeated key with another text is found out and an approval binds. */
    hash: p.string().length(64),
    kind: p.string().length(20),
    /** See `text-print.ts`; null for short texts. */
    textPrint: p.bigint('bigint').nullable(),
    /** 0 goes first. */
    lane: p.enum(Object.values(COMMAND_LANES)),
    source: p.enum(COMMAND_SOURCES),
    sourceRef: p.string().length(100).nullable(),
    /** Nobody asked for it just now: quiet hours and caps count. */
    proactive: p.boolean(),
    /** Goes along with what colleagues do here, so it may be said while they speak. */
    besideStaff: p.boolean().default(false),
    /** An answer, or a notice to colleagues: decides which duty speaks, and what a colleague who speaks makes of it. */
    speech: p.enum(SPEECH_KINDS).default('reply'),
    /** Somebody named the account: no other one steps in. */
    accountFixed: p.boolean().default(false),
    approvalId: p.uuid().nullable(),
    /** Who read the very text after a rule held it, and let it go. */
    releasedBy: p.uuid().nullable(),
    requestedBy: p.uuid().nullable(),
    status: p.enum(COMMAND_STATUSES),
    runAt: p.datetime(),
    /** Not worth sending after this moment. */
    expiresAt: p.datetime().nullable(),
    attempts: p.integer().default(0),
    token: p.integer().default(0),
    leaseUntil: p.datetime().nullable(),
    vendorId: p.string().length(200).nullable(),
    sentFrom: p.datetime().nullable(),
    sentTo: p.datetime().nullable(),
    checkAt: p.datetime().nullable(),
    checks: p.integer().default(0),
    /** What the policy said: why it waits, was held or refused. */
    notes: p.json<PolicyNote[]>(),
    reason: p.string().length(60).nullable(),
    vendorWords: p.string().length(300).nullable(),
    /** Set when only a person can say what to do. */
    needsPersonAt: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  indexes: [
    {
      name: 'robot_command_due',
      expression:
        "create index robot_command_due on robot_command_queue (account_id, lane, run_at, seq) where status = 'waiting'",
    },
    {
      name: 'robot_command_check',
      expression:
        "create index robot_command_check on robot_command_queue (check_at) where status in ('sending', 'accepted', 'timeout')",
    },
    {
      name: 'robot_command_open',
      expression:
        "create index robot_command_open on robot_command_queue (conversation_id, seq) where status in ('waiting', 'sending', 'accepted', 'timeout')",
    },
    { properties: ['conversation', 'createdAt'], name: 'robot_command_conversation' },
    { properties: ['account', 'sentFrom'], name: 'robot_command_account_sent' },
    { properties: ['account', 'vendorId'], name: 'robot_command_vendor' },
  ],
});
