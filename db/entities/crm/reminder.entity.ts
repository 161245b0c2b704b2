import { defineEntity, p } from '@mikro-orm/core';
import { REMINDER_KINDS } from '../../../kernel/contracts/reminders.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** Something a person is told once, until they have read it. `cause` keeps it from being told twice. */
export const Reminder = defineEntity({
  name: 'Reminder',
  tableName: 'reminder',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(AppUser).mapToPk().deleteRule('cascade'),
    kind: p.enum(REMINDER_KINDS),
    cause: p.string().length(120),
    title: p.string().length(300),
    /** The record it is about; none for a summary of the day. */
    entity: p.string().length(40).nullable(),
    entityId: p.uuid().nullable(),
    /** Figures of a summary. */
    counts: p.json<Record<string, number>>().nullable(),
    createdAt: p.datetime(),
    readAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['user', 'kind', 'cause'], name: 'reminder_cause' }],
  indexes: [{ properties: ['user', 'createdAt', 'id'], name: 'reminder_user_created' }],
});
