import { z } from 'zod';
import { ALERT_LEVELS, AlertLevel, Intent } from './judgement.ts';
import { ListQuery } from './paging.ts';

/**
 * Why somebody should look (spec 002 §3.3). `ordinary` is a message nothing is wrong with: it opens no alert. The order
 * decides between causes of one level: the first one names the alert.
 */
export const ALERT_CAUSES = [
  'complaint',
  'dissatisfied',
  'operations',
  'mood_worse',
  'mood_keeps_worsening',
  'churn_risk',
  'unanswered_long',
  'unanswered',
  'important_question',
  'ordinary',
] as const;
export const AlertCause = z.enum(ALERT_CAUSES);
export type AlertCause = z.infer<typeof AlertCause>;

/** What makes an alert needless. */
export const CANCEL_CONDITIONS = ['mood_positive', 'positive_in_a_row', 'complaint_withdrawn', 'answered'] as const;
export const CancelCondition = z.enum(CANCEL_CONDITIONS);
export type CancelCondition = z.infer<typeof CancelCondition>;

/** `open`: nobody looked yet; `acknowledged`: somebody is at it; `resolved` by a person; `cancelled` by itself, for good. */
export const ALERT_STATUSES = ['open', 'acknowledged', 'resolved', 'cancelled'] as const;
export const AlertStatus = z.enum(ALERT_STATUSES);
export type AlertStatus = z.infer<typeof AlertStatus>;

export const ALERT_EVENTS = ['opened', 'repeated', 'raised', 'acknowledged', 'resolved', 'cancelled', 'told'] as const;
export const AlertEvent = z.enum(ALERT_EVENTS);
export type AlertEvent = z.infer<typeof AlertEvent>;

export const AlertView = z.object({
  id: z.uuid(),
  cause: AlertCause,
  level: AlertLevel,
  status: AlertStatus,
  /** One sentence: what happened. */
  message: z.string(),
  /** Why it has the level it has now. */
  reason: z.string(),
  conversation_id: z.uuid(),
  conversation_name: z.string(),
  person_id: z.uuid().nullable(),
  person_name: z.string().nullable(),
  /** How often it was seen. */
  times: z.int(),
  opened_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  acknowledged_by: z.string().nullable(),
  settled_at: z.iso.datetime().nullable(),
  version: z.int(),
});
export type AlertView = z.infer<typeof AlertView>;

export const AlertStep = z.object({
  at: z.iso.datetime(),
  event: AlertEvent,
  level: AlertLevel,
  reason: z.string(),
  /** The colleague; null: the service by itself. */
  by: z.string().nullable(),
  message_id: z.uuid().nullable(),
});
export type AlertStep = z.infer<typeof AlertStep>;
export const AlertDetail = AlertView.extend({ history: z.array(AlertStep) });
export type AlertDetail = z.infer<typeof AlertDetail>;

export const AlertList = ListQuery.extend({
  status: AlertStatus.optional(),
  /** Open or acknowledged only. */
  unsettled: z.stringbool().optional(),
  level: AlertLevel.optional(),
  cause: AlertCause.optional(),
  conversation_id: z.uuid().optional(),
  person_id: z.uuid().optional(),
  /** Opened or seen again at this moment or later. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Opened before this moment. */
  to: z.iso.datetime({ offset: true }).optional(),
});
export type AlertList = z.infer<typeof AlertList>;

export const AcknowledgeAlert = z.strictObject({
  version: z.int().min(1),
  note: z.string().trim().min(1).max(300).optional(),
});
export type AcknowledgeAlert = z.infer<typeof AcknowledgeAlert>;
export const ResolveAlert = z.strictObject({
  version: z.int().min(1),
  reason: z.string().trim().min(1).max(300),
});
export type ResolveAlert = z.infer<typeof ResolveAlert>;

/** How a message was understood, as it is kept. */
export const MessageJudgementView = z.object({
  message_id: z.uuid(),
  intent: Intent,
  mood: z.number(),
  complaint: z.boolean(),
  important: z.boolean(),
  confidence: z.number(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type MessageJudgementView = z.infer<typeof MessageJudgementView>;

/** Whether one level is louder than another. */
export function isLouder(level: AlertLevel, than: AlertLevel): boolean {
  return ALERT_LEVELS.indexOf(level) > ALERT_LEVELS.indexOf(than);
}
