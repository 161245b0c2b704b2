import { defineEntity, p } from '@mikro-orm/core';
import { ALERT_EVENTS } from '../../../kernel/contracts/alerts.ts';
import { ALERT_LEVELS } from '../../../kernel/contracts/judgement.ts';
import { AppUser } from '../identity/app-user.entity.ts';
import { Alert } from './alert.entity.ts';

/** What happened to an alert, in order, and why. Append-only. */
export const AlertStep = defineEntity({
  name: 'AlertStep',
  tableName: 'alert_step',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    alert: () => p.manyToOne(Alert).mapToPk().deleteRule('cascade'),
    event: p.enum(ALERT_EVENTS),
    level: p.enum(ALERT_LEVELS),
    reason: p.string().length(300),
    by: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    messageId: p.uuid().nullable(),
    at: p.datetime(),
  },
  indexes: [{ properties: ['alert', 'id'], name: 'alert_step_alert' }],
});
