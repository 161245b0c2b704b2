import { defineEntity, p } from '@mikro-orm/core';
import { ASSIGNMENT_OUTCOMES } from '../../../kernel/contracts/assignment.ts';
import type { ConsideredPerson } from '../../../kernel/contracts/assignment.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { AssignmentRule } from './assignment-rule.entity.ts';
import { Lead } from './lead.entity.ts';

/** Why a lead went where it went. */
export const AssignmentDecision = defineEntity({
  name: 'AssignmentDecision',
  tableName: 'assignment_decision',
  properties: {
    id: p.uuid().primary(),
    lead: () => p.manyToOne(Lead).mapToPk().deleteRule('cascade'),
    rule: () => p.manyToOne(AssignmentRule).mapToPk().nullable().deleteRule('set null'),
    ruleName: p.string().length(60).nullable(),
    user: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    outcome: p.enum(ASSIGNMENT_OUTCOMES),
    reason: p.string().length(500),
    considered: p.json<ConsideredPerson[]>(),
    decidedAt: p.datetime(),
  },
  indexes: [{ properties: ['lead', 'decidedAt'], name: 'assignment_decision_lead_at' }],
});
