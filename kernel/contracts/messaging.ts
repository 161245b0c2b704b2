import { z } from 'zod';
import { ListQuery } from './paging.ts';

/** The ways a message can come in and go out. */
export const CHANNELS = ['worktool', 'gewe', 'web-chat'] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** `unknown`: the vendor does not say, or not clearly. */
export const ACCOUNT_STATES = ['online', 'offline', 'unknown'] as const;
export const AccountState = z.enum(ACCOUNT_STATES);
export type AccountState = z.infer<typeof AccountState>;

export const CONVERSATION_KINDS = ['group', 'person'] as const;
export const ConversationKind = z.enum(CONVERSATION_KINDS);
export type ConversationKind = z.infer<typeof ConversationKind>;

/**
 * What became of a callback: `kept` as it came and not read yet; `taken` it changed something; `repeated` it was known;
 * `nothing` it concerns nobody; `unreadable` its words make no sense to us; `failed` taking it in failed, with another try to
 * come or not.
 */
export const CALLBACK_OUTCOMES = ['kept', 'taken', 'repeated', 'nothing', 'unreadable', 'failed'] as const;
export const CallbackOutcome = z.enum(CALLBACK_OUTCOMES);
export type CallbackOutcome = z.infer<typeof CallbackOutcome>;

export const CallbackList = ListQuery.pick({ page: true, page_size: true }).extend({
  outcome: CallbackOutcome.optional(),
  account_id: z.uuid().optional(),
});
export type CallbackList = z.infer<typeof CallbackList>;

/** A callback of a channel, and what became of it. */
export const CallbackView = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  account_name: z.string(),
  channel: Channel,
  purpose: z.string(),
  content_type: z.string().nullable(),
  /** Bytes of the body. */
  size: z.number(),
  outcome: CallbackOutcome,
  outcome_words: z.string(),
  /** Why it changed nothing or failed; for whoever looks into it. */
  note: z.string().nullable(),
  attempts: z.number(),
  received_at: z.string(),
  read_at: z.string().nullable(),
  /** When a failed one is tried again by itself; null: not any more. */
  try_at: z.string().nullable(),
});
export type CallbackView = z.infer<typeof CallbackView>;

export const CallbackDetail = CallbackView.extend({
  /** The beginning of the body, phone numbers and ids hidden. */
  body: z.string(),
});
export type CallbackDetail = z.infer<typeof CallbackDetail>;

export const DIRECTIONS = ['in', 'out'] as const;

export const CHANNEL_MESSAGE_KINDS = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'link',
  'card',
  'location',
  'mini_program',
  'quote',
  'record',
  'emoji',
  'payment',
  'system',
  'other',
] as const;
export const ChannelMessageKind = z.enum(CHANNEL_MESSAGE_KINDS);
export type ChannelMessageKind = z.infer<typeof ChannelMessageKind>;

/** Who goes first at one account: what operations said or needs, answers, notices, and everything sent in numbers. */
export const COMMAND_LANES = { operations: 0, reply: 1, notice: 2, bulk: 3 } as const;
export type CommandLane = keyof typeof COMMAND_LANES;
export const LANE_NAMES = Object.keys(COMMAND_LANES) as [CommandLane, ...CommandLane[]];

/** Which engine wants something sent. */
export const COMMAND_SOURCES = ['routing', 'sop', 'calls', 'agent', 'person', 'api'] as const;
export const CommandSource = z.enum(COMMAND_SOURCES);
export type CommandSource = z.infer<typeof CommandSource>;

/**
 * The life of a command: `waiting` for its hour and its turn; `held` by a rule until something changes; `sending` the
 * call is under way; `accepted` the vendor took it, not yet done; `timeout` nobody knows whether it went out; and the
 * ends: `completed`, `failed`, `refused` by a rule, `cancelled`.
 */
export const COMMAND_STATUSES = [
  'waiting',
  'held',
  'sending',
  'accepted',
  'timeout',
  'completed',
  'failed',
  'refused',
  'cancelled',
] as const;
export const CommandStatus = z.enum(COMMAND_STATUSES);
export type CommandStatus = z.infer<typeof CommandStatus>;

export const TRACKING_EVENTS = [
  'queued',
  'held',
  'put_off',
  'released',
  'sending',
  'accepted',
  'unknown',
  'looked_up',
  'reported',
  'retry',
  'reworded',
  'reassigned',
  'completed',
  'failed',
  'refused',
  'cancelled',
  'given_to_person',
] as const;
export const TrackingEvent = z.enum(TRACKING_EVENTS);
export type TrackingEvent = z.infer<typeof TrackingEvent>;

/** `asked`: the person wrote so; `hand`: a colleague noted it. */
export const DISTURB_SOURCES = ['asked', 'hand'] as const;

/** One rule of the sending policy as it spoke of a command. */
export const PolicyNote = z.strictObject({
  rule: z.string(),
  verdict: z.enum(['put_off', 'hold', 'refuse']),
  words: z.string(),
  until: z.iso.datetime().nullable(),
});
export type PolicyNote = z.infer<typeof PolicyNote>;

/** What one can write into a conversation by hand or through the API. Mentions are members of the group. */
export const SendContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string().trim().min(1).max(10_000),
    mention_ids: z.array(z.uuid()).max(50).default([]),
    mention_everyone: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.enum(['image', 'file']),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    name: z.string().trim().min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal('link'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    title: z.string().trim().min(1).max(200),
    description: z.string().trim().max(500).default(''),
  }),
]);
export type SendContent = z.infer<typeof SendContent>;

export const SendRequest = z.strictObject({
  content: SendContent,
  /** Which of the conversation's accounts speaks; the service chooses when left out. */
  account_id: z.uuid().optional(),
  /** The same key never sends twice. */
  idempotency_key: z.string().trim().min(8).max(120),
  run_at: z.iso.datetime().optional(),
});
export type SendRequest = z.infer<typeof SendRequest>;

export const CommandView = z.object({
  id: z.uuid(),
  account_id: z.uuid(),
  account_name: z.string(),
  conversation_id: z.uuid().nullable(),
  conversation_name: z.string().nullable(),
  kind: z.string(),
  /** What is to be read by the one who gets it; empty for labels and the like. */
  text: z.string(),
  lane: z.enum(LANE_NAMES),
  source: CommandSource,
  source_ref: z.string().nullable(),
  status: CommandStatus,
  run_at: z.iso.datetime(),
  attempts: z.int(),
  notes: z.array(PolicyNote),
  reason: z.string().nullable(),
  reason_words: z.string().nullable(),
  needs_person: z.boolean(),
  created_at: z.iso.datetime(),
  settled_at: z.iso.datetime().nullable(),
});
export type CommandView = z.infer<typeof CommandView>;

export const TrackingView = z.object({
  event: TrackingEvent,
  attempt: z.int(),
  details: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
});
export type TrackingView = z.infer<typeof TrackingView>;

export const CommandDetail = CommandView.extend({ tracking: z.array(TrackingView) });
export type CommandDetail = z.infer<typeof CommandDetail>;

export const CommandList = ListQuery.omit({ sort: true }).extend({
  status: CommandStatus.optional(),
  account_id: z.uuid().optional(),
  conversation_id: z.uuid().optional(),
  needs_person: z.stringbool().optional(),
  /** Waits, is held, is under way or wants a person; false: neither. */
  open: z.stringbool().optional(),
});
export type CommandList = z.infer<typeof CommandList>;

const accountFields = {
  name: z.string().trim().min(1).max(60),
  device: z.string().trim().min(1).max(60).nullable(),
  owner_id: z.uuid().nullable(),
  /** Own id on the channel (GeWe: wxid). */
  own_id: z.string().trim().min(1).max(200).nullable(),
  /** Narrower than the channel's own limits, never wider. */
  commands_per_day: z.int().min(1).max(100_000).nullable(),
  pause_ms: z.int().min(0).max(600_000).nullable(),
  /** The vendor's key of this account (WorkTool `key`, GeWe token); never shown again. Null removes it. */
  secret: z.string().trim().min(1).max(400).nullable(),
};
export const CreateAccount = z.strictObject({
  ...accountFields,
  channel: Channel,
  /** WorkTool: robotId. GeWe: appId. Web chat: a name of one's own choice. */
  external_id: z.string().trim().min(1).max(200),
  device: accountFields.device.default(null),
  owner_id: accountFields.owner_id.default(null),
  own_id: accountFields.own_id.default(null),
  commands_per_day: accountFields.commands_per_day.default(null),
  pause_ms: accountFields.pause_ms.default(null),
  secret: accountFields.secret.default(null),
});
export type CreateAccount = z.infer<typeof CreateAccount>;
export const UpdateAccount = z.strictObject({ ...accountFields, version: z.int().min(1) }).partial({
  name: true,
  device: true,
  owner_id: true,
  own_id: true,
  commands_per_day: true,
  pause_ms: true,
  secret: true,
});
export type UpdateAccount = z.infer<typeof UpdateAccount>;

export const PauseAccount = z.strictObject({ reason: z.string().trim().min(1).max(300) });

export const AccountView = z.object({
  id: z.uuid(),
  channel: Channel,
  name: z.string(),
  /** The vendor's id with its middle hidden: for WorkTool it is as good as a password. */
  external_id_masked: z.string(),
  has_secret: z.boolean(),
  device: z.string().nullable(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  state: AccountState,
  state_at: z.iso.datetime().nullable(),
  state_cause: z.string().nullable(),
  paused_at: z.iso.datetime().nullable(),
  pause_reason: z.string().nullable(),
  /** Resting after too many faults in a row. */
  rest_until: z.iso.datetime().nullable(),
  commands_per_day: z.int().nullable(),
  pause_ms: z.int().nullable(),
  sent_today: z.int(),
  waiting: z.int(),
  version: z.int(),
});
export type AccountView = z.infer<typeof AccountView>;

/** Where the vendor is to call back. Shown to those who configure; whoever knows it can put messages in. */
export const CallbackAddress = z.object({ path: z.string() });

export const ConversationView = z.object({
  id: z.uuid(),
  channel: Channel,
  kind: ConversationKind,
  name: z.string(),
  remark: z.string().nullable(),
  internal: z.boolean().nullable(),
  customer_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  accounts: z.array(z.object({ id: z.uuid(), name: z.string() })),
  last_message_at: z.iso.datetime().nullable(),
  last_inbound_at: z.iso.datetime().nullable(),
  silent_until: z.iso.datetime().nullable(),
  version: z.int(),
});
export type ConversationView = z.infer<typeof ConversationView>;

export const ConversationList = ListQuery.omit({ sort: true }).extend({
  kind: ConversationKind.optional(),
  account_id: z.uuid().optional(),
  customer_id: z.uuid().optional(),
});
export type ConversationList = z.infer<typeof ConversationList>;

export const ChannelMessageView = z.object({
  id: z.uuid(),
  conversation_id: z.uuid(),
  direction: z.enum(DIRECTIONS),
  kind: ChannelMessageKind,
  text: z.string(),
  person_id: z.uuid().nullable(),
  person_name: z.string().nullable(),
  account_id: z.uuid(),
  command_id: z.uuid().nullable(),
  mentions_account: z.boolean(),
  quoted: z.object({ sender: z.string().nullable(), text: z.string() }).nullable(),
  sent_at: z.iso.datetime(),
  recalled_at: z.iso.datetime().nullable(),
});
export type ChannelMessageView = z.infer<typeof ChannelMessageView>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const policyFields = {
  /** Nothing that nobody asked for leaves from here to there. Equal: no quiet hours. */
  quiet_from: time,
  quiet_to: time,
  /** Messages nobody asked for that one person gets at most, over all sequences. */
  proactive_per_day: z.int().min(0).max(100),
  proactive_per_hour: z.int().min(0).max(100),
  /** Nearly the same text to so many conversations within an hour by one account; the next is held. */
  same_text_per_hour: z.int().min(1).max(1000),
  /** Answers of robots in one conversation a minute. */
  replies_per_minute: z.int().min(1).max(60),
  longest_text: z.int().min(50).max(10_000),
  /** How long robots keep still after a colleague spoke. */
  silent_minutes: z.int().min(1).max(1440),
  /** Words that hold a text back for a person to look at. */
  forbidden_words: z.array(z.string().trim().min(1).max(40)).max(500),
  /** What is put in the place of what in texts no person has read. */
  rewordings: z
    .array(z.strictObject({ from: z.string().trim().min(1).max(40), to: z.string().trim().max(40) }))
    .max(200),
  /** A robot's answer to somebody who asked like this is held: a person says who they talk to. */
  human_questions: z.array(z.string().trim().min(1).max(40)).max(200),
};
export const SendPolicyView = z.object({ ...policyFields, version: z.int() });
export type SendPolicyView = z.infer<typeof SendPolicyView>;
export const UpdateSendPolicy = z.strictObject({ ...policyFields, version: z.int().min(1) });
export type UpdateSendPolicy = z.infer<typeof UpdateSendPolicy>;

export const DisturbView = z.object({
  id: z.uuid(),
  person_id: z.uuid(),
  person_name: z.string(),
  source: z.enum(DISTURB_SOURCES),
  reason: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  lifted_at: z.iso.datetime().nullable(),
});
export type DisturbView = z.infer<typeof DisturbView>;
export const NoteDisturb = z.strictObject({
  person_id: z.uuid(),
  reason: z.string().trim().min(1).max(300),
  until: z.iso.datetime().nullable().default(null),
});
export type NoteDisturb = z.infer<typeof NoteDisturb>;
