import type { ServerResponse } from 'node:http';
import type { ServerFrame } from '../../kernel/contracts/chat.ts';
import { SECURE_HEADERS } from '../plugins/secure-headers.ts';
import type { FrameSink } from './thread-feed.ts';

const HEARTBEAT_MS = 15_000;
const ENDS = new Set(['RUN_FINISHED', 'RUN_ERROR']);

/**
 * One run as a stream of server-sent events, `data: {event}` each, as AG-UI asks. Events that come before the stream is
 * begun wait, so that a run that is refused is answered by a plain error.
 */
export class RunEventStream implements FrameSink {
  /** Settles when the run has ended or the reader has gone. */
  readonly ended: Promise<void>;
  readonly #response: ServerResponse;
  readonly #runId: string;
  readonly #held: string[] = [];
  #begun = false;
  #over = false;
  #settle: () => void = () => undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(response: ServerResponse, runId: string) {
    this.#response = response;
    this.#runId = runId;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    response.once('close', () => this.close());
  }

  write(frame: ServerFrame): void {
    if (frame.runId !== this.#runId || this.#over) return;
    this.#say(`data: ${JSON.stringify(frame.event)}\n\n`);
    if (!ENDS.has(frame.event.type)) return;
    this.#over = true;
    if (this.#begun) this.close();
  }

  buffered(): number {
    return this.#response.writableLength;
  }

  /** Sends the head and what has come so far. */
  begin(): void {
    this.#response.writeHead(200, {
      ...SECURE_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    this.#begun = true;
    for (const text of this.#held.splice(0)) this.#response.write(text);
    this.#heartbeat = setInterval(() => this.#response.write(': still here\n\n'), HEARTBEAT_MS);
    if (this.#over) this.close();
  }

  close(): void {
    this.#over = true;
    clearInterval(this.#heartbeat);
    if (this.#begun) this.#response.end();
    this.#settle();
  }

  #say(text: string): void {
    if (this.#begun) this.#response.write(text);
    else this.#held.push(text);
  }
}
