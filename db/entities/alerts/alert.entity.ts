import { defineEntity, p } from '@mikro-orm/core';
import { ALERT_CAUSES, ALERT_STATUSES } from '../../../kernel/contracts/alerts.ts';
import { ALERT_LEVELS } from '../../../kernel/contracts/judgement.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { ChannelConversation } from '../messaging/channel-conversation.entity.ts';
import { ChannelPerson } from '../messaging/channel-person.entity.ts';

/** Somebody should look at a conversation. Of a person, a conversation and a matter only one is unsettled at a time. */
export const Alert = defineEntity({
  name: 'Alert',
  tableName: 'alert',
  properties: {
    id: p.uuid().primary(),
    conversation: () => p.manyToOne(ChannelConversation).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(ChannelPerson).mapToPk().nullable().deleteRule('set null'),
    cause: p.enum(ALERT_CAUSES),
    /** Causes that are the same matter, the one louder than the other, share it. */
    matter: p.string().length(30),
    level: p.enum(ALERT_LEVELS),
    status: p.enum(ALERT_STATUSES),
    message: p.string().length(300),
    reason: p.string().length(300),
    times: p.integer().default(1),
    messageId: p.uuid().nullable(),
    openedAt: p.datetime(),
    lastSeenAt: p.datetime(),
    /** Raised because nobody solved it in time; happens once. */
    promotedAt: p.datetime().nullable(),
    acknowledgedAt: p.datetime().nullable(),
    acknowledgedBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    settledAt: p.datetime().nullable(),
    settledBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null'),
    version: p.integer().version(),
  },
  indexes: [
    {
      name: 'alert_one_unsettled',
      expression:
        "create unique index alert_one_unsettled on alert (conversation_id, person_id, matter) nulls not distinct where status in ('open', 'acknowledged')",
    },
    {
      name: 'alert_unpromoted',
      expression:
        "create index alert_unpromoted on alert (opened_at) where status in ('open', 'acknowledged') and promoted_at is null",
    },
    { properties: ['person', 'openedAt'], name: 'alert_person_opened' },
    { properties: ['status', 'lastSeenAt', 'id'], name: 'alert_status_seen' },
    { properties: ['lastSeenAt', 'id'], name: 'alert_seen' },
  ],
});
