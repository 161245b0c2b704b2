import { z } from 'zod';
import { ListQuery } from './paging.ts';

/** What starts a flow. One flow is active per trigger. */
export const FLOW_TRIGGERS = ['message_received'] as const;
export const FlowTrigger = z.enum(FLOW_TRIGGERS);
export type FlowTrigger = z.infer<typeof FlowTrigger>;

/** The way a node that failed is left by, where the flow draws one; every node that does not end the flow may have it. */
export const ERROR_WAY = 'error';

const Name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, '只能用字母、数字、下划线和短横线，最长 40 个字符');

export const FlowNode = z.strictObject({
  /** Unique in the flow. */
  id: Name,
  /** Name of a node type; which ones there are is checked with the definition, so that the place can be named. */
  type: z.string().min(1).max(60),
  title: z.string().trim().min(1).max(60),
  /** Settings by the schema of the type. */
  config: z.record(z.string(), z.unknown()).default({}),
  /** Where the editor draws it. */
  position: z.strictObject({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
});
export type FlowNode = z.infer<typeof FlowNode>;

export const FlowEdge = z.strictObject({ from: Name, way: Name, to: Name });
export type FlowEdge = z.infer<typeof FlowEdge>;

/** A flow as it is drawn: everything a version holds. */
export const FlowContent = z.strictObject({
  nodes: z.array(FlowNode).max(200),
  edges: z.array(FlowEdge).max(800),
});
export type FlowContent = z.infer<typeof FlowContent>;

export const FLOW_PROBLEMS = [
  'empty',
  'duplicate_id',
  'unknown_type',
  'bad_config',
  'no_trigger',
  'two_triggers',
  'edge_from_nowhere',
  'edge_to_nowhere',
  'edge_into_trigger',
  'unknown_way',
  'way_twice',
  'way_without_edge',
  'unreachable',
  'cycle',
] as const;
/** One thing that is wrong with a flow, and where. */
export const FlowProblem = z.object({
  code: z.enum(FLOW_PROBLEMS),
  node: z.string().nullable(),
  edge: FlowEdge.nullable(),
  zh: z.string(),
  en: z.string(),
});
export type FlowProblem = z.infer<typeof FlowProblem>;
export const FlowVerdict = z.object({ valid: z.boolean(), problems: z.array(FlowProblem) });
export type FlowVerdict = z.infer<typeof FlowVerdict>;
export const CheckFlow = z.strictObject({ content: FlowContent });

export const CreateFlow = z.strictObject({
  name: z.string().trim().min(1).max(80),
  description: z.string().max(500).default(''),
  trigger: FlowTrigger.default('message_received'),
  content: FlowContent,
  note: z.string().max(300).default(''),
});
export type CreateFlow = z.infer<typeof CreateFlow>;

/** A content that is given becomes a new version; what is active stays active. */
export const UpdateFlow = z.strictObject({
  version: z.int().min(1),
  name: z.string().trim().min(1).max(80).optional(),
  description: z.string().max(500).optional(),
  content: FlowContent.optional(),
  note: z.string().max(300).default(''),
});
export type UpdateFlow = z.infer<typeof UpdateFlow>;

/** Which version counts from now on; the newest when left out. */
export const ActivateFlow = z.strictObject({ number: z.int().min(1).optional() });
export const RollBackFlow = z.strictObject({ note: z.string().max(300).default('') });

export const FlowView = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  trigger: FlowTrigger,
  /** Number of the version that is active; null: the flow does not run. */
  active_number: z.int().nullable(),
  activated_at: z.iso.datetime().nullable(),
  newest_number: z.int(),
  /** Instances that are not over yet. */
  open_instances: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int(),
});
export type FlowView = z.infer<typeof FlowView>;
export const FlowList = ListQuery.omit({ sort: true });
export type FlowList = z.infer<typeof FlowList>;

export const FlowVersionView = z.object({
  number: z.int(),
  note: z.string(),
  author: z.string().nullable(),
  active: z.boolean(),
  nodes: z.int(),
  edges: z.int(),
  created_at: z.iso.datetime(),
});
export type FlowVersionView = z.infer<typeof FlowVersionView>;
export const FlowVersionDetail = FlowVersionView.extend({ content: FlowContent });
export type FlowVersionDetail = z.infer<typeof FlowVersionDetail>;

const FieldChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
/** What a version changes against another one. Where the editor draws a node is no change. */
export const FlowDiff = z.object({
  from: z.int(),
  to: z.int(),
  added: z.array(FlowNode),
  removed: z.array(FlowNode),
  changed: z.array(z.object({ id: z.string(), title: z.string(), fields: z.array(FieldChange) })),
  edges_added: z.array(FlowEdge),
  edges_removed: z.array(FlowEdge),
});
export type FlowDiff = z.infer<typeof FlowDiff>;
export const DiffQuery = z.strictObject({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });

/** A kind of node as the editor shows it. */
export const NodeTypeView = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  /** JSON Schema of the settings. */
  config_schema: z.record(z.string(), z.unknown()),
  default_config: z.record(z.string(), z.unknown()),
  /** Ways out with the default settings: name and what it means. */
  ways: z.record(z.string(), z.string()),
});
export type NodeTypeView = z.infer<typeof NodeTypeView>;

export const INSTANCE_STATUSES = ['running', 'waiting', 'finished', 'failed', 'cancelled'] as const;
export const InstanceStatus = z.enum(INSTANCE_STATUSES);
export type InstanceStatus = z.infer<typeof InstanceStatus>;

/** Why a node ran: the flow came to it, what it waited for happened, its time was up. */
export const NODE_CAUSES = ['arrived', 'signalled', 'time_up'] as const;
export const NodeCause = z.enum(NODE_CAUSES);
export type NodeCause = z.infer<typeof NodeCause>;

export const InstanceView = z.object({
  id: z.uuid(),
  definition_id: z.uuid(),
  definition_name: z.string(),
  version_number: z.int(),
  conversation_id: z.uuid(),
  conversation_name: z.string(),
  message_id: z.uuid(),
  /** The beginning of the message. */
  message_text: z.string(),
  person_name: z.string().nullable(),
  status: InstanceStatus,
  node_id: z.string().nullable(),
  node_title: z.string().nullable(),
  wake_at: z.iso.datetime().nullable(),
  wait_on: z.string().nullable(),
  steps: z.int(),
  error: z.string().nullable(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type InstanceView = z.infer<typeof InstanceView>;
export const InstanceDetail = InstanceView.extend({ state: z.record(z.string(), z.unknown()) });
export type InstanceDetail = z.infer<typeof InstanceDetail>;
export const InstanceList = ListQuery.omit({ sort: true }).extend({
  status: InstanceStatus.optional(),
  definition_id: z.uuid().optional(),
  conversation_id: z.uuid().optional(),
  message_id: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type InstanceList = z.infer<typeof InstanceList>;

export const EffectView = z.object({
  kind: z.string(),
  title: z.string(),
  payload: z.record(z.string(), z.unknown()),
});
export type EffectView = z.infer<typeof EffectView>;

export const StepError = z.object({ code: z.string(), kind: z.string(), message: z.string(), attempt: z.int() });
export type StepError = z.infer<typeof StepError>;

/** One step of one instance. */
export const FlowLogView = z.object({
  seq: z.int(),
  node_id: z.string(),
  node_type: z.string(),
  node_title: z.string(),
  cause: z.enum([...NODE_CAUSES, 'cancelled']),
  way: z.string().nullable(),
  reason: z.string(),
  /** What the node looked up, shortened and masked. */
  input: z.unknown(),
  details: z.record(z.string(), z.unknown()),
  effects: z.array(EffectView),
  waits_until: z.iso.datetime().nullable(),
  waits_on: z.string().nullable(),
  error: StepError.nullable(),
  duration_ms: z.int(),
  at: z.iso.datetime(),
});
export type FlowLogView = z.infer<typeof FlowLogView>;

export const CancelInstance = z.strictObject({ reason: z.string().trim().min(1).max(200).default('同事取消') });
