import { z } from 'zod';
import { day, instant, money, name, optionalText, version } from './fields.ts';
import { CustomFilter, CustomInput, CustomValues } from './custom-fields.ts';
import { ListQuery } from './paging.ts';
import { HealthLevel, Tier } from './profile.ts';
import { LeadGrade } from './scoring.ts';

export const LEAD_STATUSES = ['new', 'contacted', 'qualified', 'converted', 'disqualified'] as const;
export const LeadStatus = z.enum(LEAD_STATUSES);
export type LeadStatus = z.infer<typeof LeadStatus>;

/** The stages of an opportunity in the order of the funnel; `won` and `lost` end it. */
export const STAGES = ['prospecting', 'qualification', 'proposal', 'negotiation', 'won', 'lost'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** Why a deal needs attention: nothing moves, its close is put off again and again, or its day has passed. */
export const WARNING_KINDS = ['stalled', 'slipping', 'close_overdue'] as const;
export const WarningKind = z.enum(WARNING_KINDS);
export type WarningKind = z.infer<typeof WarningKind>;

export const ACTIVITY_KINDS = ['call', 'visit', 'meeting', 'wechat', 'email', 'demo', 'note', 'other'] as const;
export const ActivityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** `planned` is a follow-up that waits for its due time; `done` is something that happened. */
export const ACTIVITY_STATUSES = ['planned', 'done', 'cancelled'] as const;
export const ActivityStatus = z.enum(ACTIVITY_STATUSES);
export type ActivityStatus = z.infer<typeof ActivityStatus>;

const stamps = { version: z.int(), created_at: z.iso.datetime(), updated_at: z.iso.datetime() };
const ownerView = {
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  team_name: z.string().nullable(),
};

export const CustomerView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  short_name: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  sector: z.string().nullable(),
  source: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  address: z.string().nullable(),
  employees: z.int().nullable(),
  annual_revenue: z.number().nullable(),
  founded_year: z.int().nullable(),
  country: z.string().nullable(),
  parent_name: z.string().nullable(),
  /** 统一社会信用代码, GB 32100-2015. */
  credit_code: z.string().nullable(),
  description: z.string().nullable(),
  external_id: z.string().nullable(),
  custom: CustomValues,
  tags: z.array(z.string()),
  /** Those of its tags that a rule put on: they go when the customer no longer meets it. */
  rule_tags: z.array(z.string()),
  last_activity_at: z.iso.datetime().nullable(),
  next_follow_up_at: z.iso.datetime().nullable(),
  open_amount: z.number(),
  /** What it is worth to us. */
  tier: Tier,
  /** 0-100; null while nothing is known. */
  health: z.int().nullable(),
  health_level: HealthLevel.nullable(),
  ...ownerView,
  ...stamps,
});
export type CustomerView = z.infer<typeof CustomerView>;

const customerFields = {
  name: name(),
  short_name: optionalText(60),
  region: optionalText(40),
  city: optionalText(40),
  sector: optionalText(60),
  source: optionalText(60),
  /** As people write it; stored without gaps and country code, several numbers with a slash between. */
  phone: optionalText(60),
  website: optionalText(200),
  address: optionalText(200),
  employees: z.int().min(0).max(10_000_000).nullable().optional(),
  annual_revenue: money.nullable().optional(),
  founded_year: z.int().min(1000).max(2200).nullable().optional(),
  country: optionalText(60),
  parent_name: optionalText(120),
  credit_code: optionalText(30),
  description: optionalText(4000),
  external_id: optionalText(120),
  custom: CustomInput.optional(),
  owner_id: z.uuid().nullable().optional(),
};
export const CreateCustomer = z.strictObject(customerFields);
export type CreateCustomer = z.infer<typeof CreateCustomer>;
export const UpdateCustomer = CreateCustomer.partial().extend({ version }).strict();
export type UpdateCustomer = z.infer<typeof UpdateCustomer>;
export const CustomerList = ListQuery.extend({
  custom: CustomFilter.optional(),
  /** Only records of this segment. */
  segment_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  region: z.string().max(40).optional(),
  sector: z.string().max(60).optional(),
  source: z.string().max(60).optional(),
  tag: z.string().max(40).optional(),
  tier: Tier.optional(),
  health_level: HealthLevel.optional(),
  /** Customers nobody has touched for at least this many days. */
  idle_days: z.coerce.number().int().min(1).max(3650).optional(),
}).strict();
export type CustomerList = z.infer<typeof CustomerList>;
export const ChangeTags = z.strictObject({
  add: z.array(name(40)).max(20).default([]),
  remove: z.array(name(40)).max(20).default([]),
});
export type ChangeTags = z.infer<typeof ChangeTags>;

export const ContactView = z.object({
  id: z.uuid(),
  name: z.string(),
  customer_id: z.uuid(),
  customer_name: z.string(),
  title: z.string().nullable(),
  /** Masked unless the reader holds `pii.reveal` or owns the customer. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  wechat: z.string().nullable(),
  decision_maker: z.boolean(),
  description: z.string().nullable(),
  external_id: z.string().nullable(),
  custom: CustomValues,
  ...ownerView,
  ...stamps,
});
export type ContactView = z.infer<typeof ContactView>;
export const CreateContact = z.strictObject({
  customer_id: z.uuid(),
  name: name(60),
  title: optionalText(60),
  /** As people write it; stored without gaps and country code, several numbers with a slash between. */
  phone: optionalText(60),
  email: z.email().max(120).nullable().optional(),
  wechat: optionalText(60),
  decision_maker: z.boolean().optional(),
  description: optionalText(2000),
  external_id: optionalText(120),
  custom: CustomInput.optional(),
});
export type CreateContact = z.infer<typeof CreateContact>;
export const UpdateContact = CreateContact.omit({ customer_id: true }).partial().extend({ version }).strict();
export type UpdateContact = z.infer<typeof UpdateContact>;
export const ContactList = ListQuery.extend({
  custom: CustomFilter.optional(),
  /** Only records of this segment. */
  segment_id: z.uuid().optional(),
  customer_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  decision_maker: z.stringbool().optional(),
}).strict();
export type ContactList = z.infer<typeof ContactList>;

export const LeadView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  wechat: z.string().nullable(),
  source: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  sector: z.string().nullable(),
  /** What they asked about. */
  product_id: z.uuid().nullable(),
  product_name: z.string().nullable(),
  status: LeadStatus,
  description: z.string().nullable(),
  customer_id: z.uuid().nullable(),
  external_id: z.string().nullable(),
  custom: CustomValues,
  last_activity_at: z.iso.datetime().nullable(),
  next_follow_up_at: z.iso.datetime().nullable(),
  /** 0 to 100, null until it is first scored. */
  score: z.int().nullable(),
  grade: LeadGrade.nullable(),
  ...ownerView,
  ...stamps,
});
export type LeadView = z.infer<typeof LeadView>;
const leadFields = {
  name: name(60),
  company: optionalText(120),
  title: optionalText(60),
  /** As people write it; stored without gaps and country code, several numbers with a slash between. */
  phone: optionalText(60),
  email: z.email().max(120).nullable().optional(),
  wechat: optionalText(60),
  source: optionalText(60),
  region: optionalText(40),
  city: optionalText(40),
  sector: optionalText(60),
  product_id: z.uuid().nullable().optional(),
  description: optionalText(4000),
  external_id: optionalText(120),
  custom: CustomInput.optional(),
  owner_id: z.uuid().nullable().optional(),
};
export const CreateLead = z.strictObject({ ...leadFields, status: LeadStatus.optional() });
export type CreateLead = z.infer<typeof CreateLead>;
export const UpdateLead = CreateLead.partial().extend({ version }).strict();
export type UpdateLead = z.infer<typeof UpdateLead>;
export const LeadList = ListQuery.extend({
  custom: CustomFilter.optional(),
  /** Only records of this segment. */
  segment_id: z.uuid().optional(),
  status: LeadStatus.optional(),
  source: z.string().max(60).optional(),
  region: z.string().max(40).optional(),
  owner_id: z.uuid().optional(),
  unassigned: z.stringbool().optional(),
  grade: LeadGrade.optional(),
  idle_days: z.coerce.number().int().min(1).max(3650).optional(),
}).strict();
export type LeadList = z.infer<typeof LeadList>;
export const ConvertLead = z.strictObject({
  version,
  /** Attach to this customer; without it a customer is made from the lead's company. */
  customer_id: z.uuid().optional(),
  opportunity: z.strictObject({ name: name(), amount: money.optional(), expected_close: day.optional() }).optional(),
});
export type ConvertLead = z.infer<typeof ConvertLead>;

export const ProductView = z.object({
  id: z.uuid(),
  name: z.string(),
  series: z.string().nullable(),
  list_price: z.number().nullable(),
  external_id: z.string().nullable(),
  ...stamps,
});
export type ProductView = z.infer<typeof ProductView>;

export const OpportunityView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  customer_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  product_id: z.uuid().nullable(),
  product_name: z.string().nullable(),
  stage: Stage,
  /** Per cent, 0 to 100. */
  probability: z.int(),
  amount: z.number().nullable(),
  opened_on: z.iso.date().nullable(),
  expected_close: z.iso.date().nullable(),
  closed_on: z.iso.date().nullable(),
  source: z.string().nullable(),
  lost_reason: z.string().nullable(),
  lost_reason_id: z.uuid().nullable(),
  description: z.string().nullable(),
  external_id: z.string().nullable(),
  custom: CustomValues,
  stage_changed_at: z.iso.datetime(),
  last_activity_at: z.iso.datetime().nullable(),
  /** The open warnings of the deal. */
  warnings: z.array(WarningKind),
  ...ownerView,
  ...stamps,
});
export type OpportunityView = z.infer<typeof OpportunityView>;
export const CreateOpportunity = z.strictObject({
  name: name(),
  customer_id: z.uuid().nullable().optional(),
  product_id: z.uuid().nullable().optional(),
  stage: Stage.optional(),
  probability: z.int().min(0).max(100).optional(),
  amount: money.nullable().optional(),
  opened_on: day.nullable().optional(),
  expected_close: day.nullable().optional(),
  closed_on: day.nullable().optional(),
  source: optionalText(60),
  lost_reason: optionalText(200),
  description: optionalText(4000),
  external_id: optionalText(120),
  custom: CustomInput.optional(),
  owner_id: z.uuid().nullable().optional(),
});
export type CreateOpportunity = z.infer<typeof CreateOpportunity>;
export const UpdateOpportunity = CreateOpportunity.omit({ stage: true, closed_on: true })
  .partial()
  .extend({ version })
  .strict();
export type UpdateOpportunity = z.infer<typeof UpdateOpportunity>;
export const MoveStage = z.strictObject({
  version,
  stage: Stage,
  /** Free words; with `lost_reason_id` they add to the reason of the list. */
  lost_reason: optionalText(200),
  lost_reason_id: z.uuid().optional(),
  closed_on: day.optional(),
  /** Why, where the table of moves asks for it (a step back, a lost deal taken up again). */
  reason: optionalText(300),
  /** Why a manager moves the deal although facts are missing. */
  override_reason: optionalText(300),
});
export type MoveStage = z.infer<typeof MoveStage>;
export const OpportunityList = ListQuery.extend({
  custom: CustomFilter.optional(),
  /** Only records of this segment. */
  segment_id: z.uuid().optional(),
  customer_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  product_id: z.uuid().optional(),
  stage: Stage.optional(),
  team_id: z.uuid().optional(),
  /** Only deals with an open warning of this kind. */
  warning: WarningKind.optional(),
  open: z.stringbool().optional(),
  idle_days: z.coerce.number().int().min(1).max(3650).optional(),
  /** Only deals without an expected close, or only those with one. */
  undated: z.stringbool().optional(),
  close_from: day.optional(),
  close_to: day.optional(),
}).strict();
export type OpportunityList = z.infer<typeof OpportunityList>;

/** The filters of the list without pages and stage: what the board and its sums are asked with. */
export const BoardQuery = OpportunityList.omit({ page: true, page_size: true, sort: true, stage: true, open: true });
export type BoardQuery = z.infer<typeof BoardQuery>;
/** A column of the board: how many deals stand there, and what they are worth in yuan. */
export const StageSum = z.object({
  stage: Stage,
  deals: z.int(),
  amount: z.number(),
  /** The amount by the chance of each deal. */
  weighted: z.number(),
  /** Deals with an open warning. */
  warned: z.int(),
});
export type StageSum = z.infer<typeof StageSum>;

export const ActivityView = z.object({
  id: z.uuid(),
  kind: ActivityKind,
  status: ActivityStatus,
  subject: z.string(),
  content: z.string().nullable(),
  customer_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  contact_id: z.uuid().nullable(),
  contact_name: z.string().nullable(),
  lead_id: z.uuid().nullable(),
  lead_name: z.string().nullable(),
  opportunity_id: z.uuid().nullable(),
  opportunity_name: z.string().nullable(),
  due_at: z.iso.datetime().nullable(),
  occurred_at: z.iso.datetime().nullable(),
  external_id: z.string().nullable(),
  ...ownerView,
  ...stamps,
});
export type ActivityView = z.infer<typeof ActivityView>;
export const CreateActivity = z
  .strictObject({
    kind: ActivityKind.default('other'),
    status: ActivityStatus.default('done'),
    subject: name(200),
    content: optionalText(8000),
    customer_id: z.uuid().nullable().optional(),
    contact_id: z.uuid().nullable().optional(),
    lead_id: z.uuid().nullable().optional(),
    opportunity_id: z.uuid().nullable().optional(),
    due_at: instant.nullable().optional(),
    occurred_at: instant.nullable().optional(),
    owner_id: z.uuid().optional(),
    external_id: optionalText(120),
  })
  .refine((a) => a.customer_id || a.lead_id || a.opportunity_id || a.contact_id, {
    error: 'customer_id, lead_id, opportunity_id or contact_id is needed',
    path: ['customer_id'],
  })
  .refine((a) => a.status !== 'planned' || a.due_at, { error: 'a planned follow-up needs due_at', path: ['due_at'] });
export type CreateActivity = z.infer<typeof CreateActivity>;
export const UpdateActivity = z.strictObject({
  version,
  kind: ActivityKind.optional(),
  status: ActivityStatus.optional(),
  subject: name(200).optional(),
  content: optionalText(8000),
  due_at: instant.nullable().optional(),
  occurred_at: instant.nullable().optional(),
  owner_id: z.uuid().optional(),
});
export type UpdateActivity = z.infer<typeof UpdateActivity>;
export const ActivityList = ListQuery.extend({
  customer_id: z.uuid().optional(),
  lead_id: z.uuid().optional(),
  opportunity_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  kind: ActivityKind.optional(),
  status: ActivityStatus.optional(),
  /** Range over the time it happened, or is due while planned. `to` is exclusive. */
  from: instant.optional(),
  to: instant.optional(),
  overdue: z.stringbool().optional(),
}).strict();
export type ActivityList = z.infer<typeof ActivityList>;

/** One line of a customer's timeline: everything that happened, whichever room it happened in. */
export const TimelineEntryView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** What happened, as `noun.verb`: `activity.done`, `opportunity.stage_moved`, `customer.tagged`… */
  kind: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  actor_name: z.string().nullable(),
  agent: z.string().nullable(),
  entity: z.string(),
  entity_id: z.uuid(),
});
export type TimelineEntryView = z.infer<typeof TimelineEntryView>;
