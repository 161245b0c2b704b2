import { defineEntity, p } from '@mikro-orm/core';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { SEGMENT_ENTITIES } from '../../../kernel/contracts/segments.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** A saved condition over one kind of record; who is in it is asked anew each time. */
export const Segment = defineEntity({
  name: 'Segment',
  tableName: 'segment',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(60),
    entity: p.enum(SEGMENT_ENTITIES),
    condition: p.json<Condition>(),
    shared: p.boolean(),
    owner: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['owner', 'name'], name: 'segment_owner_name_unique' }],
});
