import { visibleTaskIds } from '../../domain/calls/tasks/visible-task-ids.ts';
import { visibleConversationIds } from '../../domain/messaging/conversations/visible-conversation-ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { visibleBatchIds, visibleInstanceIds } from '../../domain/sop/instances/visible-instance-ids.ts';
import type { EventCatalogue, EventName } from '../../kernel/bus/events.ts';
import type { Permission } from '../../kernel/contracts/identity.ts';
import type { LiveRoom } from '../../kernel/contracts/live.ts';

type ReadScope = Pick<Scope, 'em' | 'actor'>;

/** An event of the bus that pages may watch: whose it is, who may see it, and how it is told. */
export interface LiveSource<N extends EventName = EventName> {
  readonly room: LiveRoom;
  readonly event: N;
  /** Without it the room is silent for a person. */
  readonly permission: Permission;
  /** The record that decides who may see it. */
  readonly subject: (payload: EventCatalogue[N]) => string;
  readonly visible: (scope: ReadScope, subjects: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Fields as the wire has them: words with underscores. */
  readonly told: (payload: EventCatalogue[N]) => { readonly type: string; readonly [field: string]: unknown };
}

function liveSource<N extends EventName>(source: LiveSource<N>): LiveSource {
  return source as unknown as LiveSource;
}

/** A reminder is its person's only. */
function onlyMe({ actor }: ReadScope, users: readonly string[]): Promise<ReadonlySet<string>> {
  return Promise.resolve(new Set(users.filter((id) => id === actor.userId)));
}

/** Everything that can be watched. A room that is to be seen live lists its events here and nowhere else. */
export const LIVE_SOURCES: readonly LiveSource[] = [
  liveSource({
    room: 'sop',
    event: 'sop.live',
    permission: 'sop.read',
    subject: ({ instance_id: id }) => id,
    visible: visibleInstanceIds,
    told: (payload) => payload,
  }),
  liveSource({
    room: 'sop',
    event: 'sop.batch_progress',
    permission: 'sop.read',
    subject: ({ id }) => id,
    visible: visibleBatchIds,
    told: ({ id, ...rest }) => ({ type: 'sop_batch_progress', batch_id: id, ...rest }),
  }),
  liveSource({
    room: 'routing',
    event: 'routing.step',
    permission: 'routing.read',
    subject: ({ conversationId }) => conversationId,
    visible: visibleConversationIds,
    told: (step) => ({
      type: 'routing_step',
      instance_id: step.instanceId,
      conversation_id: step.conversationId,
      node_id: step.nodeId,
      node_type: step.nodeType,
      way: step.way,
      status: step.status,
      duration_ms: step.durationMs,
    }),
  }),
  liveSource({
    room: 'routing',
    event: 'routing.instance_changed',
    permission: 'routing.read',
    subject: ({ conversationId }) => conversationId,
    visible: visibleConversationIds,
    told: ({ id, conversationId, status }) => ({
      type: 'routing_instance_changed',
      instance_id: id,
      conversation_id: conversationId,
      status,
    }),
  }),
  liveSource({
    room: 'calls',
    event: 'calls.task_changed',
    permission: 'call.read',
    subject: ({ id }) => id,
    visible: visibleTaskIds,
    told: ({ id, taskType, change }) => ({ type: 'call_task_changed', task_id: id, task_type: taskType, change }),
  }),
  liveSource({
    room: 'reminders',
    event: 'crm.reminder',
    permission: 'chat.use',
    subject: ({ userId }) => userId,
    visible: onlyMe,
    told: ({ id }) => ({ type: 'reminder', reminder_id: id }),
  }),
];
