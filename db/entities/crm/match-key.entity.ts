import { defineEntity, p } from '@mikro-orm/core';
import { QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';

/**
 * Something of a record that its duplicates have too: the normal form of a phone number, a name without its company suffix.
 *
 * No index begins with the kind of record: while a kind is new to the planner's statistics it expects no rows of it, and
 * would read all of them for each key instead of looking the key up.
 */
export const MatchKey = defineEntity({
  name: 'MatchKey',
  tableName: 'match_key',
  primaryKeys: ['entityId', 'entity', 'kind', 'value'],
  properties: {
    entityId: p.uuid().primary(),
    entity: p.enum(QUALITY_ENTITIES).primary(),
    kind: p.string().length(20).primary(),
    value: p.string().length(200).primary(),
  },
  indexes: [{ properties: ['kind', 'value', 'entity', 'entityId'], name: 'match_key_value' }],
});
