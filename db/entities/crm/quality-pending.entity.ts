import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';

/** A record somebody wrote that has to be looked at again. Triggers add rows, a job takes them away. */
export const QualityPending = defineEntity({
  name: 'QualityPending',
  tableName: 'quality_pending',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    entity: p.enum(QUALITY_ENTITIES),
    entityId: p.uuid(),
  },
});
