import { Worker } from 'node:worker_threads';
import type { CutDocument } from '../chunk/cut-document.ts';
import { knowledgeError, KNOWLEDGE_ERRORS, type KnowledgeErrorCode } from '../errors.ts';
import type { FileInput } from './block.ts';
import { LIMITS } from './limits.ts';

export interface ReadRequest {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type ReadReply =
  | { readonly id: number; readonly document: CutDocument }
  | {
      readonly id: number;
      readonly problem: {
        readonly code: string;
        readonly details: Readonly<Record<string, unknown>>;
        readonly reason: string;
      };
    };

interface Waiting {
  readonly request: ReadRequest;
  readonly resolve: (document: CutDocument) => void;
  readonly reject: (thrown: Error) => void;
}

/** Milliseconds after which an idle thread is ended; it costs some 60 MB. */
const IDLE = 30_000;

/**
 * Reads files in a thread of its own, one after the other: the service goes on answering, and a file that takes too long
 * or too much memory costs the thread only.
 */
export class FileReader {
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  readonly #queue: Waiting[] = [];
  #deadline: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  readonly #timeMs: number;

  constructor(options: { readonly timeMs?: number } = {}) {
    this.#timeMs = options.timeMs ?? LIMITS.time;
  }

  /**
   * The document in a file.
   * @throws AppError `knowledge.file_*`; `knowledge.interrupted` (transient) when the reader was closed meanwhile
   */
  async read(file: FileInput): Promise<CutDocument> {
    return await new Promise<CutDocument>((resolve, reject) => {
      this.#lastId += 1;
      // A copy: the bytes of a pooled buffer would bring its whole pool along.
      const request = { id: this.#lastId, name: file.name, bytes: Uint8Array.from(file.bytes) };
      this.#queue.push({ request, resolve, reject });
      this.#next();
    });
  }

  /** Ends the thread; files that wait are given back to be tried later. */
  async close(): Promise<void> {
    for (const waiting of this.#queue.splice(0)) waiting.reject(knowledgeError('knowledge.interrupted'));
    this.#settle((waiting) => waiting.reject(knowledgeError('knowledge.interrupted')));
    await this.#drop();
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#idle);
    this.#current = this.#queue.shift();
    if (!this.#current) {
      this.#idle = setTimeout(() => void this.#drop(), IDLE).unref();
      return;
    }
    const worker = (this.#worker ??= this.#start());
    const { request } = this.#current;
    this.#deadline = setTimeout(() => {
      void this.#drop();
      this.#settle((waiting) => waiting.reject(knowledgeError('knowledge.file_too_complex')));
    }, this.#timeMs);
    worker.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
  }

  #start(): Worker {
    const worker = new Worker(new URL('read-file-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.heap, stackSizeMb: 8 },
      // A test runner's loaders are not wanted here: Node runs the file as it is.
      execArgv: [],
    });
    worker.on('message', (reply: ReadReply) => {
      this.#settle(({ resolve, reject }) => {
        if ('document' in reply) resolve(reply.document);
        else reject(problemOf(reply.problem));
      }, reply.id);
    });
    worker.on('error', (thrown) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#settle((waiting) => waiting.reject(knowledgeError('knowledge.file_too_complex', { cause: thrown })));
    });
    worker.unref();
    return worker;
  }

  #settle(how: (waiting: Waiting) => void, id?: number): void {
    const waiting = this.#current;
    if (!waiting || (id !== undefined && waiting.request.id !== id)) return;
    clearTimeout(this.#deadline);
    this.#current = undefined;
    how(waiting);
    this.#next();
  }

  async #drop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    clearTimeout(this.#idle);
    clearTimeout(this.#deadline);
    await worker?.terminate();
  }
}

function problemOf({ code, details, reason }: Extract<ReadReply, { problem: unknown }>['problem']): Error {
  const known = code in KNOWLEDGE_ERRORS ? (code as KnowledgeErrorCode) : 'knowledge.file_fault';
  return knowledgeError(known, { details, cause: new Error(reason) });
}
