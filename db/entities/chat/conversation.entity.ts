import { defineEntity, p } from '@mikro-orm/core';
import { AppUser } from '../identity/app-user.entity.ts';

/** A thread between one person and the assistant. `lastSeq` is the place of its newest event. */
export const Conversation = defineEntity({
  name: 'Conversation',
  tableName: 'conversation',
  properties: {
    id: p.string().length(64).primary(),
    user: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    title: p.string().length(120),
    lastSeq: p.integer().default(0),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    deletedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['user', 'updatedAt'], name: 'conversation_user_updated' }],
});
