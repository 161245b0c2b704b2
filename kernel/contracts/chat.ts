import { z } from 'zod';
import { LIVE_ROOMS, LiveFrame, LiveLostFrame, LiveRoom } from './live.ts';
import { Citation } from './knowledge.ts';
import { Cell, ChartSpec, TableColumn } from './reports.ts';

/** A record an answer rests on: shown as a link that opens it. */
export const RecordRef = z.object({
  entity: z.enum(['customer', 'contact', 'lead', 'opportunity', 'activity', 'user']),
  id: z.uuid(),
  label: z.string(),
  code: z.string().nullable().optional(),
  /** When it was last true: the record's own time. */
  at: z.iso.datetime().nullable().optional(),
});
export type RecordRef = z.infer<typeof RecordRef>;

/** What stands beside the words of an answer. Sent as AG-UI `ACTIVITY_SNAPSHOT` with `activityType = part.type`. */
export const AnswerPart = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('table'),
    title: z.string().optional(),
    columns: z.array(TableColumn),
    rows: z.array(z.record(z.string(), Cell)),
    total: z.int().optional(),
    /** Record behind each row, in the rows' order. */
    refs: z.array(RecordRef.nullable()).optional(),
  }),
  z.object({ type: z.literal('chart'), chart: ChartSpec, rows: z.array(z.record(z.string(), Cell)) }),
  z.object({ type: z.literal('filter'), sentence: z.string() }),
  z.object({ type: z.literal('records'), items: z.array(RecordRef) }),
  /** Passages of documents an answer rests on, by the numbers in its text. `answer_id` takes the person's rating. */
  z.object({ type: z.literal('citations'), answer_id: z.uuid().nullable(), items: z.array(Citation) }),
  z.object({
    type: z.literal('choices'),
    question: z.string(),
    options: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  z.object({ type: z.literal('suggestions'), items: z.array(z.string()) }),
]);
export type AnswerPart = z.infer<typeof AnswerPart>;

/** One field that an approved action would change, in the person's words. */
export const ProposedChange = z.object({
  entity: z.string(),
  record_id: z.uuid().nullable(),
  record_label: z.string(),
  field: z.string(),
  before: Cell,
  after: Cell,
});
export type ProposedChange = z.infer<typeof ProposedChange>;

/** A field of the card that the person may change before agreeing. `name` is the tool's own input name. */
export const EditableField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'long_text', 'number', 'date', 'datetime', 'select', 'tags']),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});
export type EditableField = z.infer<typeof EditableField>;

export const APPROVAL_STATUSES = ['pending', 'approved', 'edited', 'refused', 'conflict', 'expired'] as const;
/** What a person is asked to agree to. The agreement is bound to `hash`: another content needs another agreement. */
export const ApprovalCard = z.object({
  id: z.uuid(),
  tool: z.string(),
  title: z.string(),
  summary: z.string(),
  risk: z.enum(['write', 'send']),
  changes: z.array(ProposedChange),
  /** The exact words that would leave for a customer, if any. */
  outgoing_text: z.string().nullable(),
  recipients: z.int(),
  fields: z.array(EditableField),
  refs: z.array(RecordRef),
  hash: z.string(),
  status: z.enum(APPROVAL_STATUSES),
  expires_at: z.iso.datetime(),
  result: z.string().nullable(),
});
export type ApprovalCard = z.infer<typeof ApprovalCard>;

/** The payload of an AG-UI `resume` entry for one of our interrupts. */
export const ApprovalDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve'), hash: z.string() }),
  z.strictObject({ decision: z.literal('edit'), hash: z.string(), input: z.record(z.string(), z.unknown()) }),
  z.strictObject({ decision: z.literal('refuse'), reason: z.string().max(500).optional() }),
]);
export type ApprovalDecision = z.infer<typeof ApprovalDecision>;

export const RUN_STATUSES = ['running', 'interrupted', 'finished', 'failed', 'cancelled'] as const;
export const RunStatus = z.enum(RUN_STATUSES);
export type RunStatus = z.infer<typeof RunStatus>;

/** One tool step of an answer, folded to a line in the page. */
export const ToolStep = z.object({
  id: z.string(),
  tool: z.string(),
  title: z.string(),
  args: z.record(z.string(), z.unknown()),
  status: z.enum(['running', 'done', 'failed', 'proposed']),
  summary: z.string().nullable(),
  /** Milliseconds. */
  duration: z.number().nullable(),
});
export type ToolStep = z.infer<typeof ToolStep>;

export const ChatMessageView = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  agent: z.string().nullable(),
  parts: z.array(AnswerPart),
  steps: z.array(ToolStep),
  approvals: z.array(ApprovalCard),
  run_id: z.string().nullable(),
  /** How the run behind the message stands or ended: an answer that was stopped or broke off says so also later. */
  run_status: RunStatus.nullable(),
  created_at: z.iso.datetime(),
});
export type ChatMessageView = z.infer<typeof ChatMessageView>;

export const ConversationView = z.object({
  id: z.string(),
  title: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** The run in work, if one is. */
  active_run_id: z.string().nullable(),
  pending_approvals: z.int(),
});
export type ConversationView = z.infer<typeof ConversationView>;

export const ConversationDetail = ConversationView.extend({ messages: z.array(ChatMessageView), last_seq: z.int() });
export type ConversationDetail = z.infer<typeof ConversationDetail>;

/** Threads and runs are named by their clients. */
export const ChatId = z.string().regex(/^[\w:.-]{1,64}$/);

/**
 * What a client says on `/ws/chat`. `run` starts or resumes with the standard AG-UI input; `join` asks for everything
 * of a thread after `after_seq` and then the live events; `cancel` stops a run.
 */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('run'),
    input: z.looseObject({ threadId: ChatId, runId: ChatId }),
  }),
  z.strictObject({ type: z.literal('join'), threadId: ChatId, after_seq: z.int().min(0).default(0) }),
  z.strictObject({ type: z.literal('leave'), threadId: ChatId }),
  z.strictObject({ type: z.literal('cancel'), runId: ChatId }),
  /** Hears of these rooms from now on, and of no others; an empty list ends it. */
  z.strictObject({ type: z.literal('watch'), rooms: z.array(LiveRoom).max(LIVE_ROOMS.length) }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/**
 * Every frame the server sends: an AG-UI event with its place in the thread. `seq` rises by one per event, so a client
 * that comes back asks for what follows its last one; a run that another process took over leaves a gap of 1000.
 */
export const ServerFrame = z.object({
  threadId: z.string(),
  runId: z.string(),
  seq: z.int(),
  event: z.looseObject({ type: z.string() }),
});
export type ServerFrame = z.infer<typeof ServerFrame>;

/** A frame about the connection itself, never part of a thread. */
export const ControlFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), user_id: z.uuid() }),
  z.object({
    type: z.literal('joined'),
    threadId: z.string(),
    last_seq: z.int(),
    active_run_id: z.string().nullable(),
  }),
  z.object({ type: z.literal('pong') }),
  /** Which rooms are heard of: those that were asked for and may be seen. */
  z.object({ type: z.literal('watching'), rooms: z.array(LiveRoom) }),
  LiveFrame,
  LiveLostFrame,
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    threadId: z.string().optional(),
    runId: z.string().optional(),
  }),
]);
export type ControlFrame = z.infer<typeof ControlFrame>;
