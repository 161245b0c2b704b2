import { defineEntity, p } from '@mikro-orm/core';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { Tag } from './tag.entity.ts';

/** Customers that meet the condition carry the tag. */
export const TagRule = defineEntity({
  name: 'TagRule',
  tableName: 'tag_rule',
  properties: {
    id: p.uuid().primary(),
    tag: () => p.manyToOne(Tag).mapToPk().index(),
    condition: p.json<Condition>(),
    active: p.boolean(),
    appliedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
