import type { ToolStep } from '../../../kernel/contracts/chat.ts';
import type { ChatEventOf } from './chat-event.ts';
import { withAnswer } from './edit-thread.ts';
import type { EventPlace, ThreadState } from './thread-state.ts';

type ToolEvent = ChatEventOf<'TOOL_CALL_START' | 'TOOL_CALL_ARGS' | 'TOOL_CALL_END' | 'TOOL_CALL_RESULT'>;

/** The steps of an answer: one per tool call. */
export function reduceTool(state: ThreadState, event: ToolEvent, place: EventPlace): ThreadState {
  switch (event.type) {
    case 'TOOL_CALL_START':
      return started(state, event, place);
    case 'TOOL_CALL_ARGS': {
      const text = (state.argTexts[event.toolCallId] ?? '') + event.delta;
      return { ...state, argTexts: { ...state.argTexts, [event.toolCallId]: text } };
    }
    case 'TOOL_CALL_END': {
      const args = parseArgs(state.argTexts[event.toolCallId]);
      return withStep(state, event.toolCallId, place, (step) => ({ ...step, args }));
    }
    case 'TOOL_CALL_RESULT':
      return withStep(state, event.toolCallId, place, (step) => finished(step, event));
  }
}

function started(state: ThreadState, event: ChatEventOf<'TOOL_CALL_START'>, place: EventPlace): ThreadState {
  const title = event.metadata?.title;
  const step: ToolStep = {
    id: event.toolCallId,
    tool: event.toolCallName,
    title: typeof title === 'string' ? title : event.toolCallName,
    args: {},
    status: 'running',
    summary: null,
    duration: null,
  };
  return withAnswer(state, place, (message) => ({
    ...message,
    steps: [...message.steps.filter((it) => it.id !== step.id), step],
  }));
}

function finished(step: ToolStep, event: ChatEventOf<'TOOL_CALL_RESULT'>): ToolStep {
  const { duration, status } = event.metadata ?? {};
  return {
    ...step,
    status: isEnd(status) ? status : 'done',
    summary: typeof event.content === 'string' ? event.content : null,
    duration: typeof duration === 'number' ? duration : null,
  };
}

function isEnd(status: unknown): status is ToolStep['status'] {
  return status === 'done' || status === 'failed' || status === 'proposed';
}

/** Changes a step wherever it stands: a resumed run finishes the step that an earlier run proposed. */
function withStep(
  state: ThreadState,
  stepId: string,
  place: EventPlace,
  change: (step: ToolStep) => ToolStep,
): ThreadState {
  const owner =
    state.messages.find((it) => it.run_id === place.id && it.steps.some((step) => step.id === stepId)) ??
    state.messages.find((it) => it.steps.some((step) => step.id === stepId));
  if (!owner) return state;
  const steps = owner.steps.map((it) => (it.id === stepId ? change(it) : it));
  return { ...state, messages: state.messages.map((it) => (it === owner ? { ...owner, steps } : it)) };
}

/** Arguments as an object; whatever is not one is shown as it came. */
function parseArgs(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return { value };
  } catch {
    return { value: text };
  }
}
