import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACTIONS, type Params, type Stage } from './actions.ts';
import type { Fault, FaultPlan } from './faults.ts';
import type { CallLedger } from './ledger.ts';
import { oddAnswer } from './odd-answers.ts';
import type { SimulatorSettings } from './settings.ts';
import type { RequestVerifier } from './verify-request.ts';
import { WireRefusal } from './wire-refusal.ts';

export interface ApiParts {
  readonly stage: Stage;
  readonly settings: SimulatorSettings;
  readonly verifier: RequestVerifier;
  readonly faults: FaultPlan;
  readonly ledger: CallLedger;
  readonly instanceId: string;
  /** The time by which signatures are judged. */
  readonly wireNow: () => number;
  /** Lets the phones ring until now. */
  readonly catchUp: () => void;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What became of a call on its way. */
interface Course {
  fault: Fault | null;
  carriedOut: boolean;
}

const VERSION = '2019-12-26';

/** Answers one call of the API: verified, perhaps struck by a fault, carried out, written down. */
export async function serveApi(parts: ApiParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  parts.catchUp();
  const { calls } = parts.ledger;
  const action = String(request.headers['x-acs-action'] ?? '');
  const params = Object.fromEntries(new URL(request.url, 'http://simulator').searchParams);
  const number = calls.length + 1;
  const course: Course = { fault: null, carriedOut: false };
  const answer = inEnvelope(() => runCall(parts, request, action, params, course), number);
  const at = new Date(parts.stage.world.now).toISOString();
  const { status, body } = answer;
  const fault = course.fault?.kind ?? null;
  calls.push({ number, at, action, params, status, code: String(body['Code']), carried_out: course.carriedOut, fault });
  return deliver(parts, reply, answer, course.fault);
}

/** @throws WireRefusal */
function runCall(parts: ApiParts, request: FastifyRequest, action: string, params: Params, course: Course) {
  const { settings, ledger, verifier, faults, wireNow } = parts;
  const { method, headers, body } = request;
  verifier.verify({ method, headers, query: params, body: String(body ?? '') }, wireNow());
  if (headers['x-acs-version'] !== VERSION)
    ledger.problems.push(`${action}: version ${String(headers['x-acs-version'])}`);
  if (settings.throttle_every > 0 && (ledger.calls.length + 1) % settings.throttle_every === 0)
    throw new WireRefusal(400, 'Throttling.User', 'Request was denied due to user flow control.');
  const fault = faults.take(action, params);
  course.fault = fault;
  if (fault?.kind === 'status') throw new WireRefusal(fault.status, fault.code, fault.message);
  if (fault?.kind === 'says_no') throw new WireRefusal(200, fault.code, fault.message);
  if (fault?.kind === 'cut') return {};
  const done = carryOut(parts, action, params);
  course.carriedOut = true;
  return done;
}

/** @throws WireRefusal */
function carryOut({ stage, ledger, instanceId }: ApiParts, action: string, params: Params): Record<string, unknown> {
  const declared = ACTIONS[action];
  if (!declared) throw new WireRefusal(404, 'InvalidApi.NotFound', `Specified api ${action} is not found.`);
  for (const name of ['InstanceId', ...declared.needs])
    if (!params[name]) throw new WireRefusal(400, `Missing${name}`, `${name} is mandatory.`);
  if (params['InstanceId'] !== instanceId)
    throw new WireRefusal(404, 'InstanceNotExist', 'The instance does not exist.');
  const known = new Set(['InstanceId', ...declared.needs, ...declared.may]);
  for (const name of Object.keys(params))
    if (!known.has(name) && !known.has(name.replace(/\.\d+$/, '')))
      ledger.problems.push(`${action}: no parameter ${name}`);
  return declared.run(stage, params);
}

async function deliver(
  { settings, wireNow }: ApiParts,
  reply: FastifyReply,
  { status, body }: Answer,
  fault: Fault | null,
): Promise<unknown> {
  if (fault?.kind === 'lost' || fault?.kind === 'cut') {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  const delay = settings.latency_ms + (fault?.kind === 'slow' ? fault.ms : 0);
  if (delay > 0) await wait(delay);
  if (fault?.kind === 'odd') {
    const { bytes, type } = oddAnswer(fault.odd, body);
    return reply.code(status).header('date', new Date(wireNow()).toUTCString()).type(type).send(bytes);
  }
  const text = JSON.stringify(body);
  return reply
    .code(status)
    .header('date', new Date(wireNow()).toUTCString())
    .type('application/json')
    .send(fault?.kind === 'malformed' ? text.slice(0, Math.ceil(text.length / 2)) : text);
}

/** Runs a call and puts what comes of it into the vendor's envelope. */
function inEnvelope(work: () => Record<string, unknown>, number: number): Answer {
  const RequestId = `REQ-${String(number).padStart(8, '0')}`;
  try {
    const head = { RequestId, Success: true, Code: 'OK', Message: 'Success', HttpStatusCode: 200 };
    return { status: 200, body: { ...head, ...work() } };
  } catch (thrown) {
    if (!(thrown instanceof WireRefusal)) throw thrown;
    const { status, code: Code, message: Message } = thrown;
    if (status === 200) return { status, body: { RequestId, Success: false, Code, Message, HttpStatusCode: 200 } };
    return { status, body: { RequestId, HostId: 'outboundbot', Code, Message, Recommend: '' } };
  }
}
