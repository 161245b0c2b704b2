import { z } from 'zod';
import { Condition } from './conditions.ts';
import { ListQuery } from './paging.ts';

/** `round_robin` in turn · `by_load` to whoever has the fewest open leads · `by_score` the best leads to the best closers. */
export const ASSIGNMENT_METHODS = ['round_robin', 'by_load', 'by_score'] as const;
export const AssignmentMethod = z.enum(ASSIGNMENT_METHODS);
export type AssignmentMethod = z.infer<typeof AssignmentMethod>;

/** `waits` until the working hours begin, `pool` no rule had anybody, `nobody` neither a rule nor a pool takes it. */
export const ASSIGNMENT_OUTCOMES = ['assigned', 'waits', 'pool', 'nobody'] as const;
export const AssignmentOutcome = z.enum(ASSIGNMENT_OUTCOMES);
export type AssignmentOutcome = z.infer<typeof AssignmentOutcome>;

const name = z.string().trim().min(1).max(60);

const ruleFields = {
  name,
  /** Rules are asked from the lowest position on; the first that finds somebody decides. */
  position: z.int().min(0).max(10_000),
  active: z.boolean(),
  condition: Condition,
  method: AssignmentMethod,
  /** People in their order; empty when a team is named. */
  members: z.array(z.uuid()).max(500),
  team_id: z.uuid().nullable(),
  /** Nobody gets another lead while having this many open ones. */
  max_open: z.int().min(1).max(100_000).nullable(),
  /** Outside the working hours the lead waits for this rule. */
  respect_hours: z.boolean(),
  /** Of `by_score`: from this score on a lead goes to the best closer. */
  top_score: z.int().min(0).max(100).nullable(),
};
export const CreateAssignmentRule = z.strictObject({
  ...ruleFields,
  position: ruleFields.position.default(100),
  active: ruleFields.active.default(true),
  condition: ruleFields.condition.default({ all: [] }),
  members: ruleFields.members.default([]),
  team_id: ruleFields.team_id.default(null),
  max_open: ruleFields.max_open.default(null),
  respect_hours: ruleFields.respect_hours.default(true),
  top_score: ruleFields.top_score.default(null),
});
export type CreateAssignmentRule = z.infer<typeof CreateAssignmentRule>;
export const UpdateAssignmentRule = z
  .strictObject(ruleFields)
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateAssignmentRule = z.infer<typeof UpdateAssignmentRule>;
export const AssignmentRuleView = z.object({
  id: z.uuid(),
  ...ruleFields,
  member_names: z.array(z.string()),
  team_name: z.string().nullable(),
  version: z.int(),
});
export type AssignmentRuleView = z.infer<typeof AssignmentRuleView>;

/** Somebody a rule looked at, and why they did or did not get the lead. */
export const ConsideredPerson = z.object({
  user_id: z.uuid(),
  name: z.string(),
  open: z.int(),
  chosen: z.boolean(),
  /** Empty for whoever could have taken it. */
  reason: z.string(),
});
export type ConsideredPerson = z.infer<typeof ConsideredPerson>;

export const AssignmentDecisionView = z.object({
  lead_id: z.uuid(),
  outcome: AssignmentOutcome,
  rule_id: z.uuid().nullable(),
  rule_name: z.string().nullable(),
  user_id: z.uuid().nullable(),
  user_name: z.string().nullable(),
  /** A Chinese sentence. */
  reason: z.string(),
  considered: z.array(ConsideredPerson),
  decided_at: z.iso.datetime(),
});
export type AssignmentDecisionView = z.infer<typeof AssignmentDecisionView>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const AssignmentHoursView = z.object({
  /** 1 Monday to 7 Sunday; a make-up working day counts as Monday to Friday do. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  opens: time,
  closes: time,
  skip_holidays: z.boolean(),
  version: z.int(),
});
export type AssignmentHoursView = z.infer<typeof AssignmentHoursView>;

export const CreateAbsence = z.strictObject({
  /** Oneself by default; others need `crm.assign`. */
  user_id: z.uuid().optional(),
  starts_at: z.iso.datetime({ offset: true }),
  ends_at: z.iso.datetime({ offset: true }),
  reason: z.string().trim().max(200).nullable().default(null),
});
export type CreateAbsence = z.infer<typeof CreateAbsence>;
export const AbsenceView = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  user_name: z.string(),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  reason: z.string().nullable(),
});
export type AbsenceView = z.infer<typeof AbsenceView>;

export const HandoverView = z.object({
  id: z.uuid(),
  entity: z.enum(['lead', 'customer']),
  entity_id: z.uuid(),
  from_name: z.string().nullable(),
  to_name: z.string().nullable(),
  by_name: z.string().nullable(),
  note: z.string(),
  at: z.iso.datetime(),
});
export type HandoverView = z.infer<typeof HandoverView>;
export const HandoverList = ListQuery.extend({
  entity: z.enum(['lead', 'customer']).optional(),
  entity_id: z.uuid().optional(),
}).strict();
export type HandoverList = z.infer<typeof HandoverList>;
