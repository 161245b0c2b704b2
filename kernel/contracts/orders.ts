import { z } from 'zod';
import { LineInput, LineView } from './deals.ts';
import { day, money, name, optionalText, version } from './fields.ts';
import { ListQuery } from './paging.ts';

const stamps = { version: z.int(), created_at: z.iso.datetime(), updated_at: z.iso.datetime() };
const ownerView = {
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  team_name: z.string().nullable(),
};
const customerView = { customer_id: z.uuid(), customer_name: z.string() };

export const ORDER_STATUSES = ['confirmed', 'delivering', 'completed', 'cancelled'] as const;
export const OrderStatus = z.enum(ORDER_STATUSES);
export type OrderStatus = z.infer<typeof OrderStatus>;
/** Which states an order can go to by hand, from each state. The delivery plan moves it along by the same table. */
export const ORDER_MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  confirmed: ['delivering', 'completed', 'cancelled'],
  delivering: ['confirmed', 'completed', 'cancelled'],
  completed: ['delivering'],
  cancelled: ['confirmed'],
};
export const OrderView = z.object({
  id: z.uuid(),
  code: z.string(),
  /** The number the organisation's own papers bear. */
  number: z.string().nullable(),
  name: z.string(),
  ...customerView,
  opportunity_id: z.uuid().nullable(),
  opportunity_name: z.string().nullable(),
  amount: z.number(),
  ordered_on: z.iso.date(),
  status: OrderStatus,
  note: z.string().nullable(),
  external_id: z.string().nullable(),
  plan_id: z.uuid().nullable(),
  /** Tasks of its delivery plan that are not called off, and how many of them are done. */
  tasks_total: z.int(),
  tasks_done: z.int(),
  /** The day of the next task that waits; before today the delivery is late. None when nothing waits. */
  next_due_on: z.iso.date().nullable(),
  ...ownerView,
  ...stamps,
});
export type OrderView = z.infer<typeof OrderView>;
export const OrderDetail = OrderView.extend({ lines: z.array(LineView) });
export type OrderDetail = z.infer<typeof OrderDetail>;
const orderFields = {
  number: optionalText(60),
  name: name().optional(),
  amount: money.optional(),
  ordered_on: day.optional(),
  note: optionalText(2000),
  external_id: optionalText(120),
  owner_id: z.uuid().nullable().optional(),
};
export const CreateOrder = z.strictObject({
  ...orderFields,
  name: name(),
  customer_id: z.uuid(),
  /** The lines' total is the amount unless one is given. */
  lines: z.array(LineInput).max(100).optional(),
});
export type CreateOrder = z.infer<typeof CreateOrder>;
/** What an order takes besides what stands on the won deal. */
export const OrderFromDeal = z.strictObject({
  ...orderFields,
  /** Plans the delivery by this template; `null` plans none, left out takes the default template where there is one. */
  template_id: z.uuid().nullable().optional(),
});
export type OrderFromDeal = z.infer<typeof OrderFromDeal>;
export const UpdateOrder = z.strictObject({ version, ...orderFields, status: OrderStatus.optional() });
export type UpdateOrder = z.infer<typeof UpdateOrder>;
export const OrderList = ListQuery.extend({
  customer_id: z.uuid().optional(),
  opportunity_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  status: OrderStatus.optional(),
  ordered_from: day.optional(),
  ordered_to: day.optional(),
}).strict();
export type OrderList = z.infer<typeof OrderList>;

/** `renewed` when another contract took its place. */
export const CONTRACT_STATUSES = ['draft', 'active', 'expired', 'terminated', 'renewed'] as const;
export const ContractStatus = z.enum(CONTRACT_STATUSES);
export type ContractStatus = z.infer<typeof ContractStatus>;
export const ContractView = z.object({
  id: z.uuid(),
  code: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  ...customerView,
  order_id: z.uuid().nullable(),
  opportunity_id: z.uuid().nullable(),
  previous_id: z.uuid().nullable(),
  amount: z.number(),
  signed_on: z.iso.date().nullable(),
  starts_on: z.iso.date().nullable(),
  /** The last day it holds. */
  ends_on: z.iso.date().nullable(),
  /** When to talk about going on. */
  renewal_on: z.iso.date().nullable(),
  auto_renew: z.boolean(),
  status: ContractStatus,
  note: z.string().nullable(),
  external_id: z.string().nullable(),
  /** Of the payments: what is paid, and what is due and not paid. */
  paid_amount: z.number(),
  overdue_amount: z.number(),
  ...ownerView,
  ...stamps,
});
export type ContractView = z.infer<typeof ContractView>;
const contractFields = {
  number: optionalText(60),
  signed_on: day.nullable().optional(),
  starts_on: day.nullable().optional(),
  ends_on: day.nullable().optional(),
  renewal_on: day.nullable().optional(),
  auto_renew: z.boolean().optional(),
  note: optionalText(2000),
  external_id: optionalText(120),
  owner_id: z.uuid().nullable().optional(),
};
export const CreateContract = z.strictObject({
  ...contractFields,
  name: name(),
  customer_id: z.uuid().optional(),
  order_id: z.uuid().nullable().optional(),
  opportunity_id: z.uuid().nullable().optional(),
  amount: money.optional(),
  status: z.enum(['draft', 'active']).default('draft'),
});
export type CreateContract = z.infer<typeof CreateContract>;
export const UpdateContract = z.strictObject({
  version,
  ...contractFields,
  name: name().optional(),
  amount: money.optional(),
  status: ContractStatus.exclude(['renewed']).optional(),
});
export type UpdateContract = z.infer<typeof UpdateContract>;
/** The next period; by default it is as long as the last one and costs the same. */
export const RenewContract = z.strictObject({
  version,
  ends_on: day.optional(),
  amount: money.optional(),
  number: optionalText(60),
  signed_on: day.optional(),
});
export type RenewContract = z.infer<typeof RenewContract>;
export const ContractList = ListQuery.extend({
  customer_id: z.uuid().optional(),
  order_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  status: ContractStatus.optional(),
  /** Contracts whose last day is within this many days from now. */
  ends_within: z.coerce.number().int().min(0).max(3650).optional(),
  /** Contracts in force whose renewal day, or else their last day, is past or within this many days from now. */
  renewal_within: z.coerce.number().int().min(0).max(3650).optional(),
}).strict();
export type ContractList = z.infer<typeof ContractList>;

export const MILESTONE_KINDS = ['payment', 'acceptance', 'delivery', 'other'] as const;
export const MilestoneKind = z.enum(MILESTONE_KINDS);
export type MilestoneKind = z.infer<typeof MilestoneKind>;
export const MilestoneView = z.object({
  id: z.uuid(),
  contract_id: z.uuid(),
  kind: MilestoneKind,
  name: z.string(),
  due_on: z.iso.date(),
  amount: z.number().nullable(),
  paid_amount: z.number(),
  /** A payment is done when it is paid whole; other milestones when somebody says so. */
  done_on: z.iso.date().nullable(),
  overdue: z.boolean(),
  note: z.string().nullable(),
  ...stamps,
});
export type MilestoneView = z.infer<typeof MilestoneView>;
export const CreateMilestone = z.strictObject({
  kind: MilestoneKind,
  name: name(),
  due_on: day,
  amount: money.nullable().optional(),
  note: optionalText(500),
});
export type CreateMilestone = z.infer<typeof CreateMilestone>;
export const UpdateMilestone = z.strictObject({
  version,
  name: name().optional(),
  due_on: day.optional(),
  amount: money.nullable().optional(),
  done_on: day.nullable().optional(),
  note: optionalText(500),
});
export type UpdateMilestone = z.infer<typeof UpdateMilestone>;
export const RecordPayment = z.strictObject({
  version,
  amount: z.number().min(0.01).max(1e12),
  paid_on: day.optional(),
});
export type RecordPayment = z.infer<typeof RecordPayment>;
