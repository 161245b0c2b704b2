import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withoutKeys, type ChatBody, type LedgerEntry, type RequestEnd } from './ledger.ts';
import { playStep } from './play-step.ts';
import type { Step } from './step.ts';

/** A step that is chosen when the request is there, from its body and its number (0 is the first). */
export type StepChooser = (body: ChatBody | undefined, number: number) => Step | Promise<Step>;

export interface ModelServerOptions {
  /** Steps for one request each, in order; or one function that answers all requests. */
  readonly script?: readonly (Step | StepChooser)[] | StepChooser;
  /** When given, a request with another key gets 401 and uses no step. */
  readonly apiKey?: string;
}

export interface ModelServer {
  /** The base URL as a vendor would name it: `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  /** Adds a step behind those that are left. */
  push(...steps: readonly (Step | StepChooser)[]): void;
  /** Forgets the pushed steps nobody has asked for yet. */
  clear(): void;
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
}

/**
 * Starts a real HTTP server on the loopback interface that speaks `POST /v1/chat/completions`, streamed or whole, and
 * does with each request what the script says. A request beyond the script gets 500 and stands as `unscripted` in the
 * ledger, so that a test sees it.
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const ledger: LedgerEntry[] = [];
  const always = typeof options.script === 'function' ? options.script : undefined;
  const steps: (Step | StepChooser)[] = typeof options.script === 'function' ? [] : [...(options.script ?? [])];

  const server = createServer((request, response) => {
    void receive(request, response).catch(() => response.destroy());
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request);
    const { promise: ended, resolve } = Promise.withResolvers<RequestEnd>();
    const authorized = options.apiKey === undefined || request.headers.authorization === `Bearer ${options.apiKey}`;
    const number = ledger.length;
    const { method = '', url: path = '', headers } = request;
    ledger.push({ method, path, headers: withoutKeys(headers), authorized, body, ended });
    resolve(await serve(body, number, path, authorized, response));
  }

  async function serve(
    body: ChatBody | undefined,
    number: number,
    path: string,
    authorized: boolean,
    response: ServerResponse,
  ): Promise<RequestEnd> {
    if (!path.endsWith('/chat/completions')) return playStep({ kind: 'status', status: 404 }, body, response);
    if (!authorized) return playStep({ kind: 'status', status: 401 }, body, response);
    const next = always ?? steps.shift();
    if (next === undefined) {
      await playStep({ kind: 'status', status: 500 }, body, response);
      return 'unscripted';
    }
    return playStep(typeof next === 'function' ? await next(body, number) : next, body, response);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    ledger,
    push: (...more) => void steps.push(...more),
    clear: () => void steps.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(request: IncomingMessage): Promise<ChatBody | undefined> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as ChatBody;
  } catch {
    return undefined;
  }
}
