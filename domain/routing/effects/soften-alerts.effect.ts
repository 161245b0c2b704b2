import { z } from 'zod';
import { cancelAlert } from '../../alerts/lifecycle/cancel-alert.ts';
import { defineEffect } from './effect.ts';

export const SoftenAlertsPayload = z.object({
  alerts: z.array(z.object({ id: z.uuid(), reason: z.string().min(1).max(300) })).max(100),
  message_id: z.uuid(),
});
export type SoftenAlertsPayload = z.infer<typeof SoftenAlertsPayload>;

/** Alerts whose reason is gone end by themselves. */
export const softenAlertsEffect = defineEffect<SoftenAlertsPayload>({
  kind: 'soften_alerts',
  title: '自动取消告警',
  payload: SoftenAlertsPayload,
  apply: async (tx, { alerts, message_id }) => {
    for (const alert of alerts) await cancelAlert(tx, { ...alert, message_id });
  },
});
