import { defineEntity, p } from '@mikro-orm/core';
import { AssignmentRule } from './assignment-rule.entity.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** How often a rule served a member, and when last; `turn` counts the rule’s assignments and orders a round. */
export const AssignmentShare = defineEntity({
  name: 'AssignmentShare',
  tableName: 'assignment_share',
  primaryKeys: ['rule', 'user'],
  properties: {
    rule: () => p.manyToOne(AssignmentRule).mapToPk().primary().deleteRule('cascade'),
    user: () => p.manyToOne(AppUser).mapToPk().primary().deleteRule('cascade'),
    served: p.integer(),
    lastServedAt: p.datetime(),
    turn: p.integer(),
  },
});
