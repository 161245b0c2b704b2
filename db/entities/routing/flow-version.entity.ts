import { defineEntity, p } from '@mikro-orm/core';
import type { FlowContent } from '../../../kernel/contracts/routing.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { FlowDefinition } from './flow-definition.entity.ts';

/** A flow as it was drawn once. Never changed: a trigger refuses updates, instances run on the version they began with. */
export const FlowVersion = defineEntity({
  name: 'FlowVersion',
  tableName: 'flow_versions',
  properties: {
    id: p.uuid().primary(),
    definition: () => p.manyToOne(FlowDefinition).mapToPk().deleteRule('cascade'),
    /** Counts from 1 within the flow. */
    number: p.integer(),
    content: p.json<FlowContent>(),
    note: p.string().length(300),
    /** Null: the service itself. */
    author: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    createdAt: p.datetime(),
  },
  uniques: [{ properties: ['definition', 'number'], name: 'flow_version_number_unique' }],
});
