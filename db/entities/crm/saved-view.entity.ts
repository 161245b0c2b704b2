import { defineEntity, p } from '@mikro-orm/core';
import { SEGMENT_ENTITIES, type ViewSettings } from '../../../kernel/contracts/segments.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** How somebody wants to see a list: filters, order, columns. */
export const SavedView = defineEntity({
  name: 'SavedView',
  tableName: 'saved_view',
  properties: {
    id: p.uuid().primary(),
    name: p.string().length(60),
    entity: p.enum(SEGMENT_ENTITIES),
    settings: p.json<ViewSettings>(),
    shared: p.boolean(),
    owner: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['owner', 'entity', 'name'], name: 'saved_view_owner_name_unique' }],
});
