import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';

/** Something of a record that its duplicates have too: the normal form of a phone number, a name without its company suffix. */
export const MatchKey = defineEntity({
  name: 'MatchKey',
  tableName: 'match_key',
  primaryKeys: ['entity', 'entityId', 'kind', 'value'],
  properties: {
    entity: p.enum(QUALITY_ENTITIES).primary(),
    entityId: p.uuid().primary(),
    kind: p.string().length(20).primary(),
    value: p.string().length(200).primary(),
  },
  indexes: [{ properties: ['kind', 'value', 'entity', 'entityId'], name: 'match_key_value' }],
});
