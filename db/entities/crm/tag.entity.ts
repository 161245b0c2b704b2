import { defineEntity, p } from '@mikro-orm/core';

/** A word that groups customers. */
export const Tag = defineEntity({
  name: 'Tag',
  tableName: 'tag',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(40).unique(),
    createdAt: p.datetime(),
  },
});
