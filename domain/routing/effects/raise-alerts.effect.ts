import { z } from 'zod';
import { raiseAlert } from '../../alerts/lifecycle/raise-alert.ts';
import { AlertLevel } from '../../../kernel/contracts/judgement.ts';
import { defineEffect } from './effect.ts';

export const RaiseAlertsPayload = z.object({
  alerts: z.array(z.object({ id: z.uuid(), level: AlertLevel, reason: z.string().min(1).max(300) })).max(100),
  message_id: z.uuid(),
});
export type RaiseAlertsPayload = z.infer<typeof RaiseAlertsPayload>;

/** Alerts that nobody settled get louder. */
export const raiseAlertsEffect = defineEffect<RaiseAlertsPayload>({
  kind: 'raise_alerts',
  title: '提升告警级别',
  payload: RaiseAlertsPayload,
  apply: async (tx, { alerts, message_id }) => {
    for (const alert of alerts) await raiseAlert(tx, { ...alert, message_id });
  },
});
