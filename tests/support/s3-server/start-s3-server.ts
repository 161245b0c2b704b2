import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../kernel/clock.ts';
import { wrongSignature, type Keys } from './check-signature.ts';

/** A store that speaks as much of S3 as materials need, and believes nobody whose signature it did not reckon itself. */
export interface S3Server {
  readonly url: string;
  /** Objects by `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** `METHOD path` of each call that was allowed. */
  readonly calls: string[];
  /** The next calls are answered with this status; 0: the line is cut. */
  readonly faults: number[];
  close(): Promise<void>;
}

export async function startS3Server(options: Keys & { bucket: string; clock: Clock }): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const [calls, faults]: [string[], number[]] = [[], []];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const fault = faults.shift();
    if (fault === 0) return void request.socket.destroy();
    if (fault !== undefined) return refuse(response, fault, 'SlowDown');
    const wrong = wrongSignature(request, body, options);
    if (wrong) return refuse(response, 403, wrong);
    // Both ways to name a bucket end up alike.
    const named = request.headers.host!.startsWith(`${options.bucket}.`) ? `/${options.bucket}` : '';
    const path = named + new URL(request.url!, 'http://s3').pathname;
    calls.push(`${request.method} ${path}`);
    if (!path.startsWith(`/${options.bucket}/`)) return refuse(response, 404, 'NoSuchBucket');
    respond(request, response, objects, path.slice(1), body);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    objects,
    calls,
    faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function respond(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, Buffer>,
  name: string,
  body: Buffer,
): void {
  if (method === 'PUT') {
    objects.set(name, body);
    return void response.writeHead(200).end();
  }
  if (method === 'DELETE') {
    objects.delete(name);
    return void response.writeHead(204).end();
  }
  const found = objects.get(name);
  if (!found) return refuse(response, 404, 'NoSuchKey');
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
  if (!range) return void response.writeHead(200, { 'content-length': found.length }).end(found);
  const [from, to] = [Number(range[1]), Math.min(Number(range[2]), found.length - 1)];
  if (from >= found.length) return refuse(response, 416, 'InvalidRange');
  response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${found.length}` }).end(found.subarray(from, to + 1));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}
