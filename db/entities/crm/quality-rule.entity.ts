import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';

/** When a kind of record counts as stale (days) and as incomplete (completeness below, 0 to 100). */
export const QualityRule = defineEntity({
  name: 'QualityRule',
  tableName: 'quality_rule',
  properties: {
    entity: p.enum(QUALITY_ENTITIES).primary(),
    staleDays: p.integer(),
    incompleteBelow: p.integer(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});
