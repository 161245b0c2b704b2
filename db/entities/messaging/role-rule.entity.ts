import { defineEntity, p } from '@mikro-orm/core';
import { GROUP_ROLES, ROLE_RULE_KINDS } from '../../../kernel/contracts/messaging-people.ts';

/** How a member's role is told: by words in the name, by the rank in the group, or by which colleague it is. */
export const RoleRule = defineEntity({
  name: 'RoleRule',
  tableName: 'role_rule',
  properties: {
    id: p.uuid().primary(),
    position: p.integer(),
    kind: p.enum(ROLE_RULE_KINDS),
    /** Words of the name; roles of colleagues. Empty for `group_admin`. */
    words: p.array<string>().columnType('text[]'),
    role: p.enum(GROUP_ROLES),
    confidence: p.float(),
    active: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
