import { EventSchemas } from '@ag-ui/core/schemas';
import { WebSocket } from 'ws';
import { newId } from '../../kernel/ids.ts';
import type { ApprovalCard, ApprovalDecision } from '../../kernel/contracts/chat.ts';
import type { TestClient, TestService } from './service.ts';

export type AgUiEvent = { type: string } & Record<string, unknown>;

/** The events of one run as a stock AG-UI client reads them. */
export interface Answer {
  readonly status: number;
  readonly events: AgUiEvent[];
  readonly text: string;
  readonly cards: ApprovalCard[];
  readonly tools: string[];
  readonly outcome: string | undefined;
  /** The last event's error, when the run or the request failed. */
  readonly error: string | undefined;
  part<T = Record<string, unknown>>(type: string): T | undefined;
}

export interface Ask {
  readonly threadId?: string;
  readonly runId?: string;
  readonly text?: string;
  readonly decisions?: Record<string, ApprovalDecision>;
}

/** Puts a question over `POST /api/v1/chat/runs` and reads its stream to the end. Every event must fit AG-UI's schema. */
export async function ask(world: TestService, client: TestClient, question: Ask): Promise<Answer> {
  const response = await fetch(`${world.url}/api/v1/chat/runs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${client.token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify(runInput(question)),
  });
  const body = await response.text();
  if (response.status !== 200)
    return answerOf(response.status, [], (JSON.parse(body) as { error: { code: string } }).error.code);
  const events = body
    .split('\n\n')
    .filter((frame) => frame.startsWith('data: '))
    .map((frame) => EventSchemas.parse(JSON.parse(frame.slice(6))) as AgUiEvent);
  return answerOf(200, events);
}

/** The standard `RunAgentInput` of a question or of decisions. */
export function runInput(question: Ask): Record<string, unknown> {
  const resume = Object.entries(question.decisions ?? {}).map(([interruptId, payload]) => ({
    interruptId,
    status: 'resolved',
    payload,
  }));
  return {
    threadId: question.threadId ?? newId(),
    runId: question.runId ?? newId(),
    state: {},
    messages: question.text === undefined ? [] : [{ id: newId(), role: 'user', content: question.text }],
    tools: [],
    context: [],
    forwardedProps: {},
    ...(resume.length > 0 ? { resume } : {}),
  };
}

export function answerOf(status: number, events: AgUiEvent[], refusal?: string): Answer {
  const last = events.at(-1);
  const text = events.reduce((words, event) => {
    if (event.type === 'TEXT_MESSAGE_CONTENT') return words + String(event['delta']);
    if (event['name'] === 'text_replaced') return (event['value'] as { content: string }).content;
    return words;
  }, '');
  const parts = events.filter((event) => event.type === 'ACTIVITY_SNAPSHOT');
  return {
    status,
    events,
    text,
    cards: parts
      .filter((event) => event['activityType'] === 'approval')
      .map((event) => event['content'] as ApprovalCard),
    tools: events.filter((event) => event.type === 'TOOL_CALL_START').map((event) => String(event['toolCallName'])),
    outcome: last?.type === 'RUN_FINISHED' ? (last['outcome'] as { type: string }).type : undefined,
    error: refusal ?? (last?.type === 'RUN_ERROR' ? String(last['code']) : undefined),
    part: <T>(type: string) => parts.find((event) => event['activityType'] === type)?.['content'] as T | undefined,
  };
}

export interface SocketFrame {
  readonly type?: string;
  readonly code?: string;
  readonly threadId?: string;
  readonly runId?: string;
  readonly seq?: number;
  readonly event?: AgUiEvent;
  readonly last_seq?: number;
  readonly active_run_id?: string | null;
}

/** An open `/ws/chat`, with everything it said kept in order. */
export interface ChatSocket {
  readonly frames: SocketFrame[];
  send(frame: unknown): void;
  /** Waits until a frame fits; fails after five seconds with what came instead. */
  until(fits: (frame: SocketFrame) => boolean): Promise<SocketFrame>;
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): void;
  readonly raw: WebSocket;
}

/** A pass for one socket. */
export async function wsTicket(client: TestClient, language = 'zh'): Promise<string> {
  const answer = await client.call<{ ticket: string }>('POST', '/api/v1/auth/ws-ticket', undefined, {
    'accept-language': language,
  });
  return answer.body.ticket;
}

/** The thread's frames of a socket in the order in which they came. */
export function framesOf(socket: ChatSocket, threadId: string): (SocketFrame & { seq: number; event: AgUiEvent })[] {
  return socket.frames.flatMap((frame) =>
    frame.threadId === threadId && frame.seq !== undefined && frame.event
      ? [{ ...frame, seq: frame.seq, event: frame.event }]
      : [],
  );
}

/** Whether a frame ends this run. */
export function endOf(runId: string): (frame: SocketFrame) => boolean {
  return (frame) =>
    frame.runId === runId && (frame.event?.type === 'RUN_FINISHED' || frame.event?.type === 'RUN_ERROR');
}

export async function openChatSocket(
  world: TestService,
  client: TestClient,
  options: {
    origin?: string;
    ticket?: string;
    language?: string;
    /** Frames that are sent in the moment the connection is there, before the server said hello. */
    atOnce?: readonly unknown[];
  } = {},
): Promise<ChatSocket> {
  const ticket = options.ticket ?? (await wsTicket(client, options.language));
  const raw = new WebSocket(
    `${world.url.replace('http', 'ws')}/ws/chat?ticket=${ticket}`,
    options.origin ? { origin: options.origin } : {},
  );
  const frames: SocketFrame[] = [];
  const waiting = new Set<() => void>();
  raw.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as SocketFrame);
    for (const look of waiting) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    raw.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    raw.once('open', () => {
      for (const frame of options.atOnce ?? []) raw.send(JSON.stringify(frame));
      resolve();
    });
    raw.once('error', reject);
  });
  return {
    frames,
    raw,
    closed,
    send: (frame) => raw.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    close: () => raw.close(),
    until: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`No such frame among: ${JSON.stringify(frames).slice(0, 2000)}`)),
          5000,
        );
        const look = (): void => {
          const found = frames.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
