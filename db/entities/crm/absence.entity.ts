import { defineEntity, p } from '@mikro-orm/core';
import { AppUser } from '../identity/app-user.entity.ts';

/** When somebody is away and gets no new leads. */
export const Absence = defineEntity({
  name: 'Absence',
  tableName: 'absence',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    reason: p.string().length(200).nullable(),
    createdAt: p.datetime(),
  },
  indexes: [{ properties: ['user', 'endsAt'], name: 'absence_user_ends' }],
});
