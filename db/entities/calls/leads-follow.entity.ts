import { defineEntity, p } from '@mikro-orm/core';
import type { CallFacts } from '../../../kernel/contracts/call-follow-ups.ts';
import { CALL_INTERESTS, FOLLOW_BASES } from '../../../kernel/contracts/calls.ts';
import { Activity } from '../crm/activity.entity.ts';
import { Lead } from '../crm/lead.entity.ts';
import { CallRecord } from './call-record.entity.ts';

/** What a call came to (spec 001 `dcc_leads_follow`, with its spelling of `frist_follow_time`): one for each final record. */
export const LeadsFollow = defineEntity({
  name: 'LeadsFollow',
  tableName: 'dcc_leads_follow',
  properties: {
    id: p.uuid().primary(),
    record: () => p.manyToOne(CallRecord).mapToPk().deleteRule('cascade').unique(),
    leads: () => p.manyToOne(Lead).mapToPk().nullable().deleteRule('set null'),
    followTime: p.datetime(),
    leadsRemark: p.string().length(600),
    /** When the lead was first followed up by a call. */
    fristFollowTime: p.datetime(),
    newFollowTime: p.datetime(),
    nextFollowTime: p.datetime().nullable(),
    isInterested: p.enum(CALL_INTERESTS),
    confidence: p.float().nullable(),
    /** The person's own sentence. */
    evidence: p.string().length(500).nullable(),
    facts: p.json<CallFacts>().nullable(),
    mood: p.float().nullable(),
    doNotCall: p.boolean().default(false),
    reached: p.string().length(20).nullable(),
    basis: p.enum(FOLLOW_BASES),
    judgedBy: p.string().length(120),
    nextStep: p.string().length(40),
    /** The call and what is planned after it, on the customer's timeline. */
    activity: () => p.manyToOne(Activity).mapToPk().nullable().deleteRule('set null').index(),
    nextActivity: () => p.manyToOne(Activity).mapToPk().nullable().deleteRule('set null').index(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['leads', 'followTime'], name: 'dcc_leads_follow_leads' },
    { properties: ['nextFollowTime', 'id'], name: 'dcc_leads_follow_next' },
    {
      name: 'dcc_leads_follow_interested',
      expression:
        "create index dcc_leads_follow_interested on dcc_leads_follow (id) where is_interested = 'interested'",
    },
  ],
});
