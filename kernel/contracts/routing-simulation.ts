import { z } from 'zod';
import { CONVERSATION_KINDS } from './messaging.ts';
import { GroupRole, StaffStateName } from './messaging-people.ts';
import { EffectView, FlowContent, NodeCause } from './routing.ts';

/** A message to think through: into a conversation that is there, or one that is described. */
export const SimulateMessage = z
  .strictObject({
    /** What is drawn now, saved or not; else `definition_id`, else the flow that is active. */
    content: FlowContent.optional(),
    definition_id: z.uuid().optional(),
    /** A version of `definition_id`; the newest when left out. */
    number: z.int().min(1).optional(),
    text: z.string().max(10_000),
    mentions_account: z.boolean().default(false),
    mentioned_person_ids: z.array(z.uuid()).max(50).default([]),
    conversation_id: z.uuid().optional(),
    conversation: z
      .strictObject({
        kind: z.enum(CONVERSATION_KINDS).default('group'),
        name: z.string().max(200).default('模拟群'),
        internal: z.boolean().default(false),
        /** A colleague speaks. */
        silent: z.boolean().default(false),
      })
      .optional(),
    /** Somebody known in the conversation; else somebody of this role. */
    person_id: z.uuid().optional(),
    role: GroupRole.default('user'),
    sender_name: z.string().max(200).default('模拟用户'),
    /** When it is said; now when left out. */
    at: z.iso.datetime({ offset: true }).optional(),
    staff_state: StaffStateName.optional(),
    robots_down: z.enum(['none', 'reply', 'all']).optional(),
    /** Of the dice: the same seed, the same delays. */
    seed: z
      .int()
      .min(0)
      .max(2 ** 30)
      .default(1),
  })
  .refine(({ conversation_id: id, conversation }) => !(id && conversation), {
    message: '会话只能二选一：已有的，或描述的',
    path: ['conversation'],
  });
export type SimulateMessage = z.infer<typeof SimulateMessage>;

export const SimulatedStep = z.object({
  node_id: z.string(),
  node_type: z.string(),
  node_title: z.string(),
  cause: NodeCause,
  way: z.string().nullable(),
  reason: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** What would be done. */
  effects: z.array(EffectView),
  waits_until: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  at: z.iso.datetime(),
});
export type SimulatedStep = z.infer<typeof SimulatedStep>;

export const Simulation = z.object({
  path: z.array(SimulatedStep),
  /** Whether it came to the flow's end. */
  ended: z.boolean(),
  error: z.string().nullable(),
  ended_at: z.iso.datetime(),
  state: z.record(z.string(), z.unknown()),
});
export type Simulation = z.infer<typeof Simulation>;

/** Stored messages of a span through a version that is not active. */
export const ReplaySpan = z.strictObject({
  content: FlowContent.optional(),
  definition_id: z.uuid().optional(),
  number: z.int().min(1).optional(),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  conversation_id: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type ReplaySpan = z.infer<typeof ReplaySpan>;

const PathStep = z.object({ node_id: z.string(), node_title: z.string(), way: z.string().nullable() });
export const ReplayedMessage = z.object({
  instance_id: z.uuid(),
  message_id: z.uuid(),
  text: z.string(),
  started_at: z.iso.datetime(),
  changed: z.boolean(),
  /** Where the paths part first; null: they go the same way. */
  parts_at: z.string().nullable(),
  before: z.array(PathStep),
  after: z.array(PathStep),
  /** Deeds that would no longer be done, and new ones. */
  effects_gone: z.array(EffectView),
  effects_new: z.array(EffectView),
  error: z.string().nullable(),
});
export type ReplayedMessage = z.infer<typeof ReplayedMessage>;

export const Replay = z.object({
  messages: z.int(),
  changed: z.int(),
  failed: z.int(),
  items: z.array(ReplayedMessage),
});
export type Replay = z.infer<typeof Replay>;
