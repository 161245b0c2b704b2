import { defineEntity, p } from '@mikro-orm/core';
import { AppUser } from '../identity/app-user.entity.ts';

/** A record that changed hands, with the note for the next owner. */
export const Handover = defineEntity({
  name: 'Handover',
  tableName: 'handover',
  properties: {
    id: p.uuid().primary(),
    entity: p.text(),
    entityId: p.uuid(),
    fromUser: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    toUser: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    byUser: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    note: p.string().length(1000),
    at: p.datetime(),
  },
  indexes: [
    { properties: ['entity', 'entityId', 'at'], name: 'handover_entity_at' },
    { properties: ['toUser', 'at'], name: 'handover_to_at' },
  ],
});
