import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { parseWireJson } from '../wire/parse-wire-json.ts';
import type { Ledger } from './ledger.ts';

/** How a call is cut off from its answer. `lost` is never carried out; the others are, before they fall silent. */
export type Fate = 'answered' | 'hung' | 'cut' | 'lost';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface VendorCallSeen {
  readonly account: string;
  readonly path: string;
  readonly body: unknown;
}

/** A server for a simulated vendor. Connections that hang are cut when it closes. */
export function makeServer(): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  return app;
}

/** Carries a call out and answers it, or not, as its fate is; `stringify` keeps what JSON cannot. */
export async function answerCall(
  reply: FastifyReply,
  ledger: Ledger,
  seen: VendorCallSeen,
  fate: Fate,
  carryOut: () => Answer | Promise<Answer>,
  stringify: (value: unknown) => string,
): Promise<void> {
  const entry = ledger.add<'call'>({ kind: 'call', ...seen, fate, status: null, answer: null });
  if (fate !== 'lost') {
    const { status, body, headers = {} } = await carryOut();
    entry.status = status;
    // As it goes over the wire, where large ids are numbers of their own.
    entry.answer = parseWireJson(stringify(body));
    if (fate === 'answered') {
      await reply.code(status).headers(headers).type('application/json').send(stringify(body));
      return;
    }
  }
  reply.hijack();
  if (fate === 'cut') reply.raw.socket?.destroy();
}

/** The JSON body of a call; `{}` for what is none. */
export function bodyOf(request: FastifyRequest): Record<string, unknown> {
  if (typeof request.body !== 'string') return {};
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

export async function listen(app: FastifyInstance, port: number, host = '127.0.0.1'): Promise<string> {
  await app.listen({ port, host });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}
