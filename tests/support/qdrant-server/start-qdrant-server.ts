import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall } from './answer-call.ts';
import { WireFault, type MemoryCollection } from './memory-collection.ts';
import { WireCheck } from './wire-check.ts';

export interface QdrantCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface QdrantState {
  readonly collections: Map<string, MemoryCollection>;
  readonly aliases: Map<string, string>;
}

export interface QdrantServer {
  readonly url: string;
  /** Every call so far, oldest first. */
  readonly calls: QdrantCall[];
  /** Requests and answers that do not fit the description: a test expects none. */
  readonly problems: string[];
  readonly state: QdrantState;
  /** The next calls get these statuses instead of an answer. */
  failNext(...statuses: number[]): void;
  close(): Promise<void>;
}

/** Starts a Qdrant in memory on the loopback interface. With `apiKey` a call without it is refused. */
export async function startQdrantServer(options: { apiKey?: string } = {}): Promise<QdrantServer> {
  const check = new WireCheck();
  const calls: QdrantCall[] = [];
  const problems: string[] = [];
  const failures: number[] = [];
  const state: QdrantState = { collections: new Map(), aliases: new Map() };

  async function receive(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { method = '', headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://qdrant');
    const body = await readBody(request);
    calls.push({ method, path: pathname, body });
    if (options.apiKey !== undefined && headers['api-key'] !== options.apiKey)
      return { status: 401, body: fault('Must provide an API key') };
    const failure = failures.shift();
    if (failure !== undefined) return { status: failure, body: fault('out of order') };
    const place = check.match(method, pathname);
    if (!place) {
      problems.push(`no such call: ${method} ${pathname}`);
      return { status: 404, body: fault('no such call') };
    }
    const wrong = check.request(method, place.template, [...searchParams.keys()], body);
    if (wrong) {
      problems.push(`${method} ${pathname}: ${wrong}`);
      return { status: 400, body: fault(`Format error in JSON body: ${wrong}`) };
    }
    const answer = answer200(() => answerCall(state, `${method} ${place.template}`, place.params, body));
    const odd = check.answer(method, place.template, answer.status, answer.body);
    if (odd) problems.push(`answer to ${method} ${pathname}: ${odd}`);
    return answer;
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await receive(request).catch((error: unknown) => {
      problems.push(String(error));
      return { status: 500, body: fault(String(error)) };
    });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    void respond(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    problems,
    state,
    failNext: (...statuses) => void failures.push(...statuses),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const fault = (error: string) => ({ status: { error }, time: 0 });

function answer200(work: () => unknown): { status: number; body: unknown } {
  try {
    return { status: 200, body: { result: work(), status: 'ok', time: 0.001 } };
  } catch (thrown) {
    if (thrown instanceof WireFault) return { status: thrown.status, body: fault(thrown.message) };
    throw thrown;
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
