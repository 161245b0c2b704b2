import { z } from 'zod';
import { openAlert } from '../../alerts/lifecycle/open-alert.ts';
import { AlertCause } from '../../../kernel/contracts/alerts.ts';
import { AlertLevel } from '../../../kernel/contracts/judgement.ts';
import { defineEffect } from './effect.ts';

export const OpenAlertPayload = z.object({
  conversation_id: z.uuid(),
  person_id: z.uuid().nullable(),
  cause: AlertCause,
  level: AlertLevel,
  message: z.string().min(1).max(300),
  reason: z.string().min(1).max(300),
  message_id: z.uuid().nullable(),
});
export type OpenAlertPayload = z.infer<typeof OpenAlertPayload>;

/** An alert is opened, or the open one of the same matter counted up; who is to know is told after the commit. */
export const openAlertEffect = defineEffect<OpenAlertPayload>({
  kind: 'open_alert',
  title: '记录告警',
  payload: OpenAlertPayload,
  apply: async (tx, payload) => void (await openAlert(tx, payload)),
});
