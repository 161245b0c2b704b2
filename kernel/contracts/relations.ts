import { z } from 'zod';
import { optionalText, version } from './fields.ts';

/** What is kept between two customers: `parent` the first is the mother of the second, `referral` the first sent us the second. */
export const RELATION_KINDS = ['parent', 'partner', 'referral', 'competitor'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** What the other one is to this customer: its mother, its daughter, … */
export const RELATION_ROLES = ['parent', 'subsidiary', 'partner', 'referrer', 'referred', 'competitor'] as const;
export const RelationRole = z.enum(RELATION_ROLES);
export type RelationRole = z.infer<typeof RelationRole>;

export const CreateRelation = z.strictObject({
  /** The other customer. */
  customer_id: z.uuid(),
  role: RelationRole,
  note: optionalText(300),
});
export type CreateRelation = z.infer<typeof CreateRelation>;
export const UpdateRelation = z.strictObject({ version, note: optionalText(300) });
export type UpdateRelation = z.infer<typeof UpdateRelation>;

/** A relation seen from one customer. The other one has no id when it is a colleague's. */
export const RelationView = z.object({
  id: z.uuid(),
  role: RelationRole,
  customer_id: z.uuid().nullable(),
  customer_name: z.string(),
  note: z.string().nullable(),
  version: z.int(),
  created_at: z.iso.datetime(),
});
export type RelationView = z.infer<typeof RelationView>;

/** What somebody is in a customer's decision. */
export const DECISION_ROLES = ['decision_maker', 'influencer', 'user', 'gatekeeper', 'champion', 'blocker'] as const;
export const DecisionRole = z.enum(DECISION_ROLES);
export type DecisionRole = z.infer<typeof DecisionRole>;
export const ATTITUDES = ['supportive', 'neutral', 'opposed', 'unknown'] as const;
export const Attitude = z.enum(ATTITUDES);
export type Attitude = z.infer<typeof Attitude>;

export const SetDecisionRole = z.strictObject({
  contact_id: z.uuid(),
  role: DecisionRole,
  attitude: Attitude.default('unknown'),
  note: optionalText(300),
});
export type SetDecisionRole = z.infer<typeof SetDecisionRole>;
export const SetReportsTo = z.strictObject({ manager_id: z.uuid().nullable() });

export const DecisionLink = z.object({
  contact_id: z.uuid(),
  name: z.string(),
  title: z.string().nullable(),
  /** Where the person works, when it is another customer. */
  customer_name: z.string(),
  /** Null for a person of the customer without a part in the decision so far. */
  role: DecisionRole.nullable(),
  attitude: Attitude,
  note: z.string().nullable(),
  reports_to_id: z.uuid().nullable(),
  reports_to_name: z.string().nullable(),
});
export type DecisionLink = z.infer<typeof DecisionLink>;

export const GraphQuery = z.strictObject({ depth: z.coerce.number().int().min(1).max(3).default(1) });
/** `id` is opaque for a colleague's customer: it says that there is one, and nothing else. */
export const GraphNode = z.object({
  id: z.string(),
  entity: z.enum(['customer', 'contact']),
  name: z.string(),
  hidden: z.boolean(),
  /** Steps from the customer asked about. */
  depth: z.int(),
  tier: z.string().nullable(),
  health_level: z.string().nullable(),
  title: z.string().nullable(),
});
export type GraphNode = z.infer<typeof GraphNode>;
export const GRAPH_EDGES = [...RELATION_KINDS, 'decision', 'reports_to'] as const;
export const GraphEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(GRAPH_EDGES),
  /** The words on the line. */
  label: z.string(),
  attitude: Attitude.nullable(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;
export const GraphView = z.object({
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
  /** There is more than is shown. */
  truncated: z.boolean(),
});
export type GraphView = z.infer<typeof GraphView>;
