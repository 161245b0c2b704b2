import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';

/** How much a filled field counts for the completeness of a record. */
export const CompletenessField = defineEntity({
  name: 'CompletenessField',
  tableName: 'completeness_field',
  primaryKeys: ['entity', 'field'],
  properties: {
    entity: p.enum(QUALITY_ENTITIES).primary(),
    field: p.string().length(40).primary(),
    weight: p.integer(),
  },
});
