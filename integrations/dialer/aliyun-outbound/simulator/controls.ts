import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DialWorld } from './dial-world.ts';
import { Fault, type FaultPlan } from './faults.ts';
import { groupShape, resultShape } from './job-shapes.ts';
import type { CallLedger } from './ledger.ts';
import { ScenarioChoice, type Scenario } from './scenarios.ts';
import { SimulatorSettings } from './settings.ts';

interface Controlled {
  readonly world: DialWorld;
  readonly ledger: CallLedger;
  readonly settings: SimulatorSettings;
  readonly faults: FaultPlan;
  readonly catchUp: () => void;
  readonly script: (phone: string, scenario: Scenario) => void;
  readonly advance: ((ms: number) => void) | undefined;
}

const Changes = z.record(z.string(), z.unknown());
const Faults = z.union([Fault, z.array(Fault)]).transform((given) => (Array.isArray(given) ? given : [given]));
const Scenarios = z.record(z.string(), ScenarioChoice);
const Advance = z.strictObject({ seconds: z.number().min(0) });

/**
 * The knobs for another process: `GET /simulator/ledger`, `GET /simulator/groups`, `POST` and `DELETE /simulator/faults`,
 * `PUT /simulator/scenarios` (number to scenario), `PUT /simulator/settings`, and `POST /simulator/advance` where the clock
 * can be moved. A body that does not fit is answered 400.
 */
export function addControls(app: FastifyInstance, of: Controlled): void {
  app.setErrorHandler((error, _request, reply) => {
    const wrong = error instanceof z.ZodError;
    return reply.code(wrong ? 400 : 500).send({ error: wrong ? z.prettifyError(error) : String(error) });
  });
  app.get('/simulator/ledger', () => {
    of.catchUp();
    return { ...of.ledger, dials: of.world.dials };
  });
  app.get('/simulator/groups', () => {
    of.catchUp();
    return [...of.world.groups.values()].map((group) => ({
      ...groupShape(group),
      jobs: group.jobs.map((job) => ({ ...resultShape(job), ReferenceId: job.contact.referenceId })),
    }));
  });
  app.post('/simulator/faults', ({ body }, reply) => {
    of.faults.add(Faults.parse(body));
    return reply.code(204).send();
  });
  app.delete('/simulator/faults', (_request, reply) => {
    of.faults.clear();
    return reply.code(204).send();
  });
  app.put('/simulator/scenarios', ({ body }, reply) => {
    for (const [phone, scenario] of Object.entries(Scenarios.parse(body))) of.script(phone, scenario);
    return reply.code(204).send();
  });
  app.put('/simulator/settings', ({ body }) => {
    of.catchUp();
    return Object.assign(of.settings, SimulatorSettings.parse({ ...of.settings, ...Changes.parse(body) }));
  });
  app.post('/simulator/advance', ({ body }, reply) => {
    if (!of.advance) return reply.code(409).send({ error: 'this clock cannot be moved' });
    of.advance(Advance.parse(body).seconds * 1000);
    of.catchUp();
    return reply.code(204).send();
  });
}
