import type { ServerFrame } from '../../../kernel/contracts/chat.ts';

/** What the socket knows of one open thread. */
export interface SocketThread {
  /** Last seq handed on. */
  lastSeq: number;
  /** Nothing was handed on yet and any first event is right: a replay that begins in the middle of the thread. */
  anyFirst: boolean;
  /** A join is on its way to the server, sent with this `after_seq`. */
  joiningFrom: number | null;
  /** What `joined` said the replay goes up to, until it is reached. */
  replayTo: number;
  /** Where a gap was last met and asked about. */
  gapAt: number | null;
  /** Given up; the page is loading the conversation anew and will open it again. */
  lost: boolean;
  /** Runs said but not yet heard of, in order. They are said again after a reconnect. */
  unheard: RunInput[];
}

/** The part of AG-UI's `RunAgentInput` that the socket itself reads. */
export interface RunInput {
  threadId: string;
  runId: string;
  [field: string]: unknown;
}

/** A thread that nothing was heard of after `lastSeq`. */
export function newSocketThread(lastSeq: number, anyFirst = false): SocketThread {
  return { lastSeq, anyFirst, joiningFrom: null, replayTo: 0, gapAt: null, lost: false, unheard: [] };
}

/**
 * What to do with a frame: hand it on, ignore one that came before, or ask for what is missing. A jump that is still
 * there after the server was asked is the server's own (a run that another process took over leaves room): it is taken.
 */
export function placeFrame(thread: SocketThread, frame: ServerFrame): 'take' | 'repeat' | 'gap' {
  if (thread.lost) return 'repeat';
  if ((thread.anyFirst && frame.seq > thread.lastSeq) || frame.seq === thread.lastSeq + 1) return 'take';
  if (frame.seq <= thread.lastSeq) return 'repeat';
  return thread.gapAt === thread.lastSeq && thread.joiningFrom === null ? 'take' : 'gap';
}

/** Whether the server has nothing more to replay, so that a run it has not mentioned never reached it. */
export function isCaughtUp(thread: SocketThread): boolean {
  return thread.joiningFrom === null && thread.lastSeq >= thread.replayTo;
}
