import { defineEntity, p } from '@mikro-orm/core';
import {
  CUSTOM_ENTITIES,
  CUSTOM_TYPES,
  type CustomChoice,
  type CustomValue,
} from '../../../kernel/contracts/custom-fields.ts';

/** A field the organisation added to a kind of record. Its values stand in the column `custom` of the records. */
export const CustomField = defineEntity({
  name: 'CustomField',
  tableName: 'custom_field',
  properties: {
    id: p.uuid().primary(),
    entity: p.enum(CUSTOM_ENTITIES),
    key: p.string().length(40),
    label: p.string().length(40),
    type: p.enum(CUSTOM_TYPES),
    choices: p.json<CustomChoice[]>(),
    required: p.boolean().default(false),
    defaultValue: p.json<CustomValue>().nullable(),
    searchable: p.boolean().default(false),
    position: p.integer(),
    archivedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['entity', 'key'], name: 'custom_field_entity_key_unique' }],
});
