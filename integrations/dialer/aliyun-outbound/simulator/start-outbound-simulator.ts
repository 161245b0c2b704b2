import { fastify, type FastifyInstance } from 'fastify';
import type { Clock } from '../../../../kernel/clock.ts';
import type { Stage } from './actions.ts';
import { addControls } from './controls.ts';
import { DialWorld } from './dial-world.ts';
import { FaultPlan, type PlannedFault } from './faults.ts';
import type { CallEntry, CallLedger } from './ledger.ts';
import { serveApi } from './outbound-api.ts';
import { RecordingLinks } from './recording-links.ts';
import { ScenarioChoice, type Scenario } from './scenarios.ts';
import { SimulatorSettings } from './settings.ts';
import { RequestVerifier } from './verify-request.ts';
import { WireRefusal } from './wire-refusal.ts';

export interface SimulatorOptions {
  /** The time in which phones ring. */
  readonly clock: Clock;
  /** The time by which signatures are judged; the same by default. */
  readonly wireClock?: Clock;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly instanceId: string;
  /** The same seed and the same calls give the same ids, scenarios and conversations. */
  readonly seed?: number;
  readonly port?: number;
  readonly settings?: Partial<SimulatorSettings>;
  /** Moves the clock on, when another process may do so. */
  readonly advance?: (ms: number) => void;
}

export interface OutboundSimulator {
  readonly url: string;
  readonly world: DialWorld;
  readonly calls: readonly CallEntry[];
  /** Calls that do not fit the description of the wire: a test expects none. */
  readonly problems: readonly string[];
  readonly settings: SimulatorSettings;
  plan(...faults: PlannedFault[]): void;
  clearFaults(): void;
  /** What happens to a number: the name of a scenario, of a conversation, a status, or a scenario written out. */
  script(phone: string, scenario: string | Scenario): void;
  /** Lets the phones ring until the clock's now, as every call does. */
  catchUp(): void;
  close(): Promise<void>;
}

/** Lists of people travel in the address. */
const LONGEST_HEAD = 128 * 1024;

/**
 * The outbound robot's API as a real HTTP server on the loopback interface: it verifies signatures, keeps jobs and dials them in
 * the time of the injected clock. Beside the API stand `/recordings/…` and, for other processes, `/simulator/…`.
 */
export async function startOutboundSimulator(options: SimulatorOptions): Promise<OutboundSimulator> {
  const { clock, wireClock = clock, instanceId, accessKeyId, accessKeySecret } = options;
  const settings = SimulatorSettings.parse(options.settings ?? {});
  const world = new DialWorld({ seed: options.seed ?? 1, lines: settings.lines });
  const links = new RecordingLinks(world, accessKeySecret);
  const verifier = new RequestVerifier({ id: accessKeyId, secret: accessKeySecret });
  const faults = new FaultPlan();
  const ledger: CallLedger = { calls: [], problems: [] };
  const app = fastify({ http: { maxHeaderSize: LONGEST_HEAD }, forceCloseConnections: true });
  const wireNow = (): number => wireClock.now().getTime() + settings.skew_ms;
  const catchUp = (): void => {
    world.lines = settings.lines;
    world.catchUp(clock.now().getTime());
  };
  const stage: Stage = { world, links, base: () => app.listeningOrigin, settings };
  const parts = { stage, settings, verifier, faults, ledger, instanceId, wireNow, catchUp };
  const script = (phone: string, scenario: string | Scenario): void =>
    void world.scenarios.set(phone, ScenarioChoice.parse(scenario));

  catchUp();
  app.route({ method: ['GET', 'POST'], url: '/', handler: (request, reply) => serveApi(parts, request, reply) });
  addRecordings(app, links, () => {
    catchUp();
    return world.now;
  });
  addControls(app, { world, ledger, settings, faults, catchUp, script, advance: options.advance });
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url: app.listeningOrigin,
    world,
    calls: ledger.calls,
    problems: ledger.problems,
    settings,
    plan: (...planned) => faults.add(planned),
    clearFaults: () => faults.clear(),
    script,
    catchUp,
    close: () => app.close(),
  };
}

function addRecordings(app: FastifyInstance, links: RecordingLinks, now: () => number): void {
  app.get<{ Params: { file: string }; Querystring: Record<string, string> }>('/recordings/:file', (request, reply) => {
    const { Expires = '', Signature = '' } = request.query;
    try {
      const bytes = links.read(request.params.file.replace(/\.wav$/, ''), Expires, Signature, now());
      return reply.type('audio/x-wav').send(bytes);
    } catch (thrown) {
      if (!(thrown instanceof WireRefusal)) throw thrown;
      return reply.code(thrown.status).type('application/xml').send(`<Error><Code>${thrown.code}</Code></Error>`);
    }
  });
}
