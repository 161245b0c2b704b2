import { z } from 'zod';
import { day, name, optionalText, version } from './fields.ts';
import { ListQuery } from './paging.ts';

const stamps = { version: z.int(), created_at: z.iso.datetime(), updated_at: z.iso.datetime() };
const ownerView = { owner_id: z.uuid().nullable(), owner_name: z.string().nullable() };

/** One task of a template. Offsets are working days after the first day of the plan; 0 is that day. */
export const TemplateTask = z.strictObject({
  name: name(),
  /** Who does it; the owner of the order when nobody is named or the colleague has left. */
  owner_id: z.uuid().nullable().default(null),
  starts_after: z.int().min(0).max(500).default(0),
  /** Working days it takes; 0 is due on the day it starts. */
  takes: z.int().min(0).max(500).default(1),
  note: optionalText(500),
});
export type TemplateTask = z.infer<typeof TemplateTask>;
export const TemplateView = z.object({
  id: z.uuid(),
  name: z.string(),
  is_default: z.boolean(),
  active: z.boolean(),
  tasks: z.array(TemplateTask),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type TemplateView = z.infer<typeof TemplateView>;
export const CreateTemplate = z.strictObject({
  name: name(60),
  is_default: z.boolean().default(false),
  tasks: z.array(TemplateTask).min(1).max(100),
});
export type CreateTemplate = z.infer<typeof CreateTemplate>;
export const UpdateTemplate = z.strictObject({
  version,
  name: name(60).optional(),
  is_default: z.boolean().optional(),
  active: z.boolean().optional(),
  tasks: z.array(TemplateTask).min(1).max(100).optional(),
});
export type UpdateTemplate = z.infer<typeof UpdateTemplate>;

export const TASK_STATUSES = ['todo', 'doing', 'blocked', 'done', 'cancelled'] as const;
export const TaskStatus = z.enum(TASK_STATUSES);
export type TaskStatus = z.infer<typeof TaskStatus>;
export const TaskView = z.object({
  id: z.uuid(),
  plan_id: z.uuid(),
  order_id: z.uuid(),
  order_code: z.string(),
  customer_id: z.uuid(),
  customer_name: z.string(),
  name: z.string(),
  starts_on: z.iso.date(),
  due_on: z.iso.date(),
  status: TaskStatus,
  done_on: z.iso.date().nullable(),
  overdue: z.boolean(),
  note: z.string().nullable(),
  ...ownerView,
  ...stamps,
});
export type TaskView = z.infer<typeof TaskView>;
export const CreateTask = z.strictObject({
  name: name(),
  owner_id: z.uuid().nullable().optional(),
  starts_on: day.optional(),
  due_on: day,
  note: optionalText(500),
});
export type CreateTask = z.infer<typeof CreateTask>;
export const UpdateTask = z.strictObject({
  version,
  name: name().optional(),
  owner_id: z.uuid().nullable().optional(),
  starts_on: day.optional(),
  due_on: day.optional(),
  status: TaskStatus.optional(),
  note: optionalText(500),
});
export type UpdateTask = z.infer<typeof UpdateTask>;
export const TaskList = ListQuery.extend({
  owner_id: z.uuid().optional(),
  customer_id: z.uuid().optional(),
  status: TaskStatus.optional(),
  overdue: z.stringbool().optional(),
  due_to: day.optional(),
}).strict();
export type TaskList = z.infer<typeof TaskList>;

export const PLAN_STATUSES = ['active', 'done', 'cancelled'] as const;
export const PlanStatus = z.enum(PLAN_STATUSES);
export type PlanStatus = z.infer<typeof PlanStatus>;
export const PlanView = z.object({
  id: z.uuid(),
  order_id: z.uuid(),
  customer_id: z.uuid(),
  template_name: z.string().nullable(),
  starts_on: z.iso.date(),
  /** The last task's day. */
  ends_on: z.iso.date().nullable(),
  status: PlanStatus,
  done_tasks: z.int(),
  total_tasks: z.int(),
  overdue_tasks: z.int(),
  tasks: z.array(TaskView),
  ...stamps,
});
export type PlanView = z.infer<typeof PlanView>;
export const CreatePlan = z.strictObject({
  /** The default template when left out; `null` begins with an empty plan. */
  template_id: z.uuid().nullable().optional(),
  /** The first working day of the plan; the next working day by default. */
  starts_on: day.optional(),
});
export type CreatePlan = z.infer<typeof CreatePlan>;

export const ISSUE_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const IssueSeverity = z.enum(ISSUE_SEVERITIES);
export type IssueSeverity = z.infer<typeof IssueSeverity>;
export const ISSUE_STATUSES = ['open', 'doing', 'resolved', 'closed'] as const;
export const IssueStatus = z.enum(ISSUE_STATUSES);
export type IssueStatus = z.infer<typeof IssueStatus>;
/** Which states an issue can go to, from each state; a closed one can be opened again. */
export const ISSUE_MOVES: Readonly<Record<IssueStatus, readonly IssueStatus[]>> = {
  open: ['doing', 'resolved', 'closed'],
  doing: ['open', 'resolved', 'closed'],
  resolved: ['doing', 'closed'],
  closed: ['open'],
};
export const IssueView = z.object({
  id: z.uuid(),
  code: z.string(),
  customer_id: z.uuid(),
  customer_name: z.string(),
  order_id: z.uuid().nullable(),
  contract_id: z.uuid().nullable(),
  task_id: z.uuid().nullable(),
  title: z.string(),
  detail: z.string().nullable(),
  severity: IssueSeverity,
  status: IssueStatus,
  due_on: z.iso.date(),
  resolution: z.string().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  ...ownerView,
  ...stamps,
});
export type IssueView = z.infer<typeof IssueView>;
export const CreateIssue = z
  .strictObject({
    order_id: z.uuid().nullable().optional(),
    contract_id: z.uuid().nullable().optional(),
    task_id: z.uuid().nullable().optional(),
    title: name(200),
    detail: optionalText(4000),
    severity: IssueSeverity.default('medium'),
    owner_id: z.uuid().nullable().optional(),
    /** By severity when left out. */
    due_on: day.optional(),
  })
  .refine((issue) => issue.order_id || issue.contract_id || issue.task_id, {
    error: 'order_id, contract_id or task_id is needed',
    path: ['order_id'],
  });
export type CreateIssue = z.infer<typeof CreateIssue>;
export const UpdateIssue = z.strictObject({
  version,
  title: name(200).optional(),
  detail: optionalText(4000),
  severity: IssueSeverity.optional(),
  status: IssueStatus.optional(),
  owner_id: z.uuid().nullable().optional(),
  due_on: day.optional(),
  /** Needed when it is resolved. */
  resolution: optionalText(2000),
});
export type UpdateIssue = z.infer<typeof UpdateIssue>;
export const IssueList = ListQuery.extend({
  customer_id: z.uuid().optional(),
  order_id: z.uuid().optional(),
  contract_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  severity: IssueSeverity.optional(),
  status: IssueStatus.optional(),
  overdue: z.stringbool().optional(),
}).strict();
export type IssueList = z.infer<typeof IssueList>;

/** Everything of the delivery side that is late, one list: tasks, milestones and issues. */
export const OVERDUE_KINDS = ['task', 'milestone', 'issue'] as const;
export const OverdueKind = z.enum(OVERDUE_KINDS);
export type OverdueKind = z.infer<typeof OverdueKind>;
export const OverdueView = z.object({
  kind: OverdueKind,
  id: z.uuid(),
  title: z.string(),
  customer_id: z.uuid(),
  customer_name: z.string(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  due_on: z.iso.date(),
  days_late: z.int(),
  /** Of a payment: what is still to be paid. */
  amount: z.number().nullable(),
  /** The order it belongs to; a contract or issue may have none. */
  order_id: z.uuid().nullable(),
});
export type OverdueView = z.infer<typeof OverdueView>;
export const OverdueList = ListQuery.omit({ q: true, sort: true })
  .extend({ kind: OverdueKind.optional(), owner_id: z.uuid().optional(), customer_id: z.uuid().optional() })
  .strict();
export type OverdueList = z.infer<typeof OverdueList>;
