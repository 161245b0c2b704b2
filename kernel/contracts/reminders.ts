import { z } from 'zod';
import { ActivityView } from './crm.ts';
import { ListQuery } from './paging.ts';

/**
 * What a person is reminded of: the day's follow-ups, a deal, the delivery side, a contract that ends, an alert, a sequence or
 * a message that waits for a person.
 */
export const REMINDER_KINDS = [
  'follow_ups',
  'deal_stalled',
  'deal_slipping',
  'deal_close_overdue',
  'task_overdue',
  'milestone_due',
  'milestone_overdue',
  'issue_overdue',
  'contract_renewal',
  'alert',
  'sop',
  'message',
] as const;
export const ReminderKind = z.enum(REMINDER_KINDS);
export type ReminderKind = z.infer<typeof ReminderKind>;

export const ReminderView = z.object({
  id: z.uuid(),
  kind: ReminderKind,
  title: z.string(),
  entity: z.string().nullable(),
  entity_id: z.uuid().nullable(),
  counts: z.record(z.string(), z.int()).nullable(),
  created_at: z.iso.datetime(),
  read_at: z.iso.datetime().nullable(),
});
export type ReminderView = z.infer<typeof ReminderView>;
export const ReminderList = ListQuery.omit({ q: true, sort: true })
  .extend({ unread: z.stringbool().optional(), kind: ReminderKind.optional() })
  .strict();
export type ReminderList = z.infer<typeof ReminderList>;
export const ReadReminders = z.strictObject({
  /** All of one's reminders when left out. */
  ids: z.array(z.uuid()).min(1).max(200).optional(),
});
export type ReadReminders = z.infer<typeof ReadReminders>;
export const ReadCount = z.object({ read: z.int(), unread: z.int() });

/** How a planned follow-up stands today. */
export const FOLLOW_UP_STATES = ['overdue', 'due', 'upcoming'] as const;
export const FollowUpState = z.enum(FOLLOW_UP_STATES);
export type FollowUpState = z.infer<typeof FollowUpState>;
export const FollowUpView = ActivityView.extend({
  state: FollowUpState,
  /** Whole days past its day; 0 on the day itself. */
  days_late: z.int(),
});
export type FollowUpView = z.infer<typeof FollowUpView>;
export const FollowUpList = ListQuery.omit({ q: true, sort: true })
  .extend({ state: FollowUpState.optional(), owner_id: z.uuid().optional() })
  .strict();
export type FollowUpList = z.infer<typeof FollowUpList>;

/** A customer or deal for which nobody has planned anything. */
export const UnplannedView = z.object({
  kind: z.enum(['customer', 'opportunity']),
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  customer_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  last_activity_at: z.iso.datetime().nullable(),
  /** Whole days since the last thing done, or since it was made. */
  idle_days: z.int(),
  /** Of a deal its amount, of a customer its open deals'. */
  amount: z.number().nullable(),
});
export type UnplannedView = z.infer<typeof UnplannedView>;
export const UnplannedList = ListQuery.omit({ q: true, sort: true })
  .extend({
    kind: z.enum(['customer', 'opportunity']),
    owner_id: z.uuid().optional(),
    /** Customers with an open deal only. */
    with_deals: z.stringbool().default(false),
  })
  .strict();
export type UnplannedList = z.infer<typeof UnplannedList>;

/** What waits for one person. */
export const FollowUpSummary = z.object({
  owner_id: z.uuid(),
  owner_name: z.string(),
  overdue: z.int(),
  due: z.int(),
  upcoming: z.int(),
  opportunities_unplanned: z.int(),
  customers_unplanned: z.int(),
});
export type FollowUpSummary = z.infer<typeof FollowUpSummary>;
export const FollowUpSummaryList = z.object({ items: z.array(FollowUpSummary) });
