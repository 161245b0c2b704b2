import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { Kind, Ledger } from './ledger.ts';
import { bodyOf } from './serve-vendor.ts';
import type { SimulatedTime } from './simulated-time.ts';

export interface Controlled<Name extends string, Modes extends object> {
  readonly ledger: Ledger;
  readonly faults: Faults<Name, Modes>;
  readonly time: SimulatedTime;
  /** Somebody writes; the vendor calls back. @throws ZodError */
  say(said: unknown): Promise<void>;
  setOnline(account: string, online: boolean): Promise<void>;
}

const Wanted = z.object({
  kind: z.enum(['call', 'delivery', 'callback', 'said'] satisfies Kind[]).optional(),
  account: z.string().optional(),
  after: z.coerce.number().int().min(0).default(0),
});
const Advance = z.object({ ms: z.int().min(0) });
const Online = z.object({ account: z.string(), online: z.boolean() });

/** Another process sets knobs, lets people speak and reads what happened. */
export function addControlRoutes<Name extends string, Modes extends object>(
  app: FastifyInstance,
  simulator: Controlled<Name, Modes>,
): void {
  const { ledger, faults, time } = simulator;
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof z.ZodError || error instanceof RangeError ? 400 : 500;
    return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) });
  });
  app.get('/simulator/ledger', (request) => {
    const { kind, account, after } = Wanted.parse(request.query);
    return ledger.entries.filter(
      (one) =>
        one.seq > after &&
        (kind === undefined || one.kind === kind) &&
        (account === undefined || one.account === account),
    );
  });
  app.get('/simulator/faults', () => faults.show());
  app.put('/simulator/faults', (request) => {
    faults.set(bodyOf(request) as Parameters<typeof faults.set>[0]);
    return faults.show();
  });
  app.delete('/simulator/faults', () => {
    faults.clear();
    return faults.show();
  });
  app.post('/simulator/say', async (request) => {
    await simulator.say(bodyOf(request));
    return { ok: true };
  });
  app.post('/simulator/online', async (request) => {
    const { account, online } = Online.parse(bodyOf(request));
    await simulator.setOnline(account, online);
    return { ok: true };
  });
  app.post('/simulator/advance', async (request) => {
    await time.advance(Advance.parse(bodyOf(request)).ms);
    return { now: time.now().toISOString(), waiting: time.waiting };
  });
}
