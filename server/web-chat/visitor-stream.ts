import type { ServerResponse } from 'node:http';
import type { LineList } from '../../kernel/contracts/web-chat.ts';
import { SECURE_HEADERS } from '../plugins/secure-headers.ts';

const HEARTBEAT_MS = 15_000;
/** A window that reads no more is let go; it comes back and asks from where it was. */
const MOST_BUFFERED = 512 * 1024;

/**
 * A visitor's open window: lines as server-sent events, each with its number as id, so that a browser that comes back says by
 * itself from where (`Last-Event-ID`). What it tells is read from the store, so a lost event loses nothing: the next one, or
 * the next heartbeat, brings the line.
 */
export class VisitorStream {
  /** Settles when the window is closed. */
  readonly ended: Promise<void>;
  readonly #response: ServerResponse;
  readonly #read: (after: number) => Promise<LineList>;
  #last: number;
  #turn: Promise<void> = Promise.resolve();
  #closed = false;
  #settle: () => void = () => undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(response: ServerResponse, after: number, read: (after: number) => Promise<LineList>) {
    this.#response = response;
    this.#last = after;
    this.#read = read;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    response.once('close', () => this.close());
  }

  /** Sends the head, and what came while the window was away. */
  begin(headers: Readonly<Record<string, string>>): void {
    this.#response.writeHead(200, {
      ...SECURE_HEADERS,
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    this.#response.write('retry: 2000\n\n');
    this.#heartbeat = setInterval(() => {
      this.#response.write(': still here\n\n');
      this.pump();
    }, HEARTBEAT_MS);
    this.pump();
  }

  /** Tells whatever is newer than what was told. */
  pump(): void {
    this.#turn = this.#turn.then(async () => await this.#tell()).catch(() => this.close());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#heartbeat);
    this.#response.end();
    this.#settle();
  }

  async #tell(): Promise<void> {
    for (;;) {
      if (this.#closed) return;
      const { items } = await this.#read(this.#last);
      if (this.#closed || items.length === 0) return;
      for (const line of items) this.#response.write(`id: ${line.seq}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`);
      this.#last = items.at(-1)!.seq;
      if (this.#response.writableLength > MOST_BUFFERED) this.close();
    }
  }
}
