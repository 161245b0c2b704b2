import type { ToolStep } from '../../../kernel/contracts/chat.ts';
import type { ChatEventOf } from './chat-event.ts';
import { emptyAnswer, withAnswer, withMessage } from './edit-thread.ts';
import type { EventPlace, RunFault, ThreadMessage, ThreadState } from './thread-state.ts';
import { isBlank } from './thread-state.ts';

type RunEvent = ChatEventOf<'RUN_STARTED' | 'RUN_FINISHED' | 'RUN_ERROR'>;

/** Start and end of a run. */
export function reduceRun(state: ThreadState, event: RunEvent, place: EventPlace): ThreadState {
  if (event.type === 'RUN_STARTED') return started(state, place);
  if (event.type === 'RUN_ERROR') {
    const fault = { message: event.message, code: event.code ?? null, refused: false };
    const failed = withAnswer(confirmed(state, place), place, (it) => ({
      ...settled(it, 'failed'),
      phase: 'failed',
      fault,
    }));
    return ended(failed, place, 'failed');
  }
  switch (event.outcome?.type) {
    case 'interrupt':
      return ended(settleAnswer(state, place, 'proposed', 'done'), place, 'interrupted');
    case 'cancelled':
      return ended(
        withAnswer(state, place, (it) => ({ ...settled(it, 'failed'), phase: 'cancelled' })),
        place,
        'cancelled',
      );
    default:
      return ended(settleAnswer(state, place, 'done', 'done'), place, 'finished');
  }
}

function started(state: ThreadState, place: EventPlace): ThreadState {
  // A run that starts a second time was taken over by another process and begins its answer anew.
  const waiting = withAnswer(confirmed(state, place), place, (it) => emptyAnswer({ id: place.id, at: it.created_at }));
  return { ...waiting, run: { id: place.id, status: 'running' } };
}

/** Anything heard of a run says that the server has its question. */
function confirmed(state: ThreadState, place: EventPlace): ThreadState {
  return withMessage(
    state,
    (it) => it.role === 'user' && it.phase === 'sending' && it.run_id === place.id,
    (it) => ({ ...it, phase: 'done' }),
  );
}

/** Ends a run; a later run that has begun meanwhile (another device) keeps the thread's attention. */
function ended(
  state: ThreadState,
  place: EventPlace,
  status: 'finished' | 'interrupted' | 'cancelled' | 'failed',
): ThreadState {
  return state.run !== null && state.run.id !== place.id ? state : { ...state, run: { id: place.id, status } };
}

/** The answer of the run at rest. An answer without any content (a resumed run that only changed a card) is left out. */
function settleAnswer(
  state: ThreadState,
  place: EventPlace,
  open: ToolStep['status'],
  phase: ThreadMessage['phase'],
): ThreadState {
  const next = withMessage(
    state,
    (it) => it.role === 'assistant' && it.run_id === place.id,
    (it) => ({ ...settled(it, open), phase }),
  );
  return { ...next, messages: next.messages.filter((it) => it.run_id !== place.id || !isBlank(it)) };
}

/** No step is left running when its run has ended. */
function settled(message: ThreadMessage, open: ToolStep['status']): ThreadMessage {
  return { ...message, steps: message.steps.map((it) => (it.status === 'running' ? { ...it, status: open } : it)) };
}

/** The thread after the server refused to start a run (quota, permission, another run in work), with its reason. */
export function refuseRun(state: ThreadState, place: EventPlace, fault: RunFault): ThreadState {
  const failed = withAnswer(confirmed(state, place), place, (it) => ({ ...it, phase: 'failed', fault }));
  return ended(failed, place, 'failed');
}
