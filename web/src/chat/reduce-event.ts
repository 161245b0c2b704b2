import type { ServerFrame } from '../../../kernel/contracts/chat.ts';
import type { ChatEvent } from './chat-event.ts';
import { parseChatEvent } from './chat-event.ts';
import { reduceActivity } from './reduce-activity.ts';
import { reduceCustom } from './reduce-custom.ts';
import { reduceRun } from './reduce-run.ts';
import { reduceText } from './reduce-text.ts';
import { reduceTool } from './reduce-tool.ts';
import { withAnswer } from './edit-thread.ts';
import type { EventPlace, ThreadState } from './thread-state.ts';

/**
 * The thread after one frame. Pure, and idempotent by `seq`: a frame that was taken in before changes nothing, so
 * replays after a reconnect and a second subscription are harmless.
 *
 * @param now Time of receipt (ISO), used where the event carries none.
 */
export function reduceEvent(state: ThreadState, frame: ServerFrame, now: string): ThreadState {
  if (frame.threadId !== state.threadId || frame.seq <= state.lastSeq) return state;
  const advanced = { ...state, lastSeq: frame.seq };
  if (frame.seq <= state.loadedSeq && frame.runId !== state.replayRunId) return advanced;
  const event = parseChatEvent(frame.event);
  if (event === null) return advanced;
  const at = event.timestamp === undefined ? now : new Date(event.timestamp).toISOString();
  return apply(advanced, event, { id: frame.runId, at });
}

function apply(state: ThreadState, event: ChatEvent, place: EventPlace): ThreadState {
  switch (event.type) {
    case 'RUN_STARTED':
    case 'RUN_FINISHED':
    case 'RUN_ERROR':
      return reduceRun(state, event, place);
    case 'STEP_STARTED':
      return withAnswer(state, place, (message) => ({ ...message, agent: event.stepName }));
    case 'STEP_FINISHED':
      return state;
    case 'TOOL_CALL_START':
    case 'TOOL_CALL_ARGS':
    case 'TOOL_CALL_END':
    case 'TOOL_CALL_RESULT':
      return reduceTool(state, event, place);
    case 'TEXT_MESSAGE_START':
    case 'TEXT_MESSAGE_CONTENT':
    case 'TEXT_MESSAGE_END':
      return reduceText(state, event, place);
    case 'ACTIVITY_SNAPSHOT':
      return reduceActivity(state, event, place);
    case 'CUSTOM':
      return reduceCustom(state, event, place);
  }
}
