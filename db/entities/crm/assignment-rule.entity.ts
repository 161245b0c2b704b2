import { defineEntity, p } from '@mikro-orm/core';
import { ASSIGNMENT_METHODS } from '../../../kernel/contracts/assignment.ts';
import { Team } from '../identity/team.entity.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';

/** Who gets the leads that meet a condition. Members are named one by one, or are the active people of a team. */
export const AssignmentRule = defineEntity({
  name: 'AssignmentRule',
  tableName: 'assignment_rule',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(60).unique(),
    position: p.integer(),
    active: p.boolean(),
    condition: p.json<Condition>(),
    method: p.enum(ASSIGNMENT_METHODS),
    members: p.array<string>().columnType('uuid[]'),
    team: () => p.manyToOne(Team).mapToPk().nullable().deleteRule('set null'),
    maxOpen: p.integer().nullable(),
    respectHours: p.boolean(),
    topScore: p.integer().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
