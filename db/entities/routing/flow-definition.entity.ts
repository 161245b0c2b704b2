import { defineEntity, p } from '@mikro-orm/core';
import { FLOW_TRIGGERS } from '../../../kernel/contracts/routing.ts';

/** A flow by its name; what it does stands in its versions (spec 002 §4.1 `flow_definitions`). */
export const FlowDefinition = defineEntity({
  name: 'FlowDefinition',
  tableName: 'flow_definitions',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(80).unique(),
    description: p.string().length(500),
    trigger: p.enum(FLOW_TRIGGERS),
    /** Number of the version that runs; null: none. */
    activeNumber: p.integer().nullable(),
    /** Since when this flow answers its trigger. */
    activatedAt: p.datetime().nullable(),
    /** Number of the newest version. */
    newestNumber: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    {
      name: 'flow_definition_one_active',
      expression:
        'create unique index flow_definition_one_active on flow_definitions ("trigger") where active_number is not null',
    },
  ],
});
