import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';

/** How complete a record is (0 to 100), what is missing and what is wrong with it, when it was last looked at. */
export const RecordQuality = defineEntity({
  name: 'RecordQuality',
  tableName: 'record_quality',
  primaryKeys: ['entity', 'entityId'],
  properties: {
    entity: p.enum(QUALITY_ENTITIES).primary(),
    entityId: p.uuid().primary(),
    score: p.integer(),
    missing: p.array(),
    problems: p.array(),
    checkedAt: p.datetime(),
  },
  indexes: [{ properties: ['entity', 'score', 'entityId'], name: 'record_quality_score' }],
});
