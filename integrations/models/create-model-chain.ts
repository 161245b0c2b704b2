import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { askBuiltin } from './ask-builtin.ts';
import { askEndpoint, type AskScope, type Endpoint, type Question } from './ask-endpoint.ts';
import { createChatClient } from './chat-client.ts';
import { createBreaker, type BreakerOptions, type BreakerStatus } from './endpoint-breaker.ts';
import { EndpointFailure, type FailureReason } from './endpoint-failure.ts';
import { modelError } from './errors.ts';
import { BUILTIN, type ModelSpec, type ModelTool, type TurnMeta } from './model-spec.ts';
import type { ModelUsage } from './model-usage.ts';
import { resolveEndpoints } from './resolve-endpoints.ts';
import type { ModelTimeouts } from './start-deadlines.ts';
import { createTokenSink } from './token-sink.ts';

export interface ModelChainOptions {
  /** First preferred; empty means the built-in model alone. */
  readonly endpoints: readonly ModelSpec[];
  /** Lists of single agents that replace `endpoints`. An endpoint named in several lists has one breaker. */
  readonly perAgent?: Readonly<Record<string, readonly ModelSpec[]>>;
  /** Answers when no endpoint does. */
  readonly builtin: BaseChatModel;
  /** Bind each request on its own: a repair or the next endpoint begins anew. */
  readonly timeouts: ModelTimeouts;
  readonly breaker: BreakerOptions;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of every request, failed ones too, before the turn goes on. What it throws is logged and ignored. */
  readonly onUsage: (usage: ModelUsage, meta: TurnMeta) => void | Promise<void>;
  /** The budget, asked before every endpoint: `false` (or a failure) sends the turn to the built-in model. */
  readonly admit?: (meta: TurnMeta) => Promise<boolean>;
}

/** One turn of a conversation. */
export interface TurnRequest {
  readonly messages: readonly BaseMessage[];
  readonly tools: readonly ModelTool[];
  readonly signal: AbortSignal;
  readonly meta: TurnMeta;
  /** Words of the answer as they come. */
  readonly onToken: (text: string) => void;
  /** All words given so far are void; the answer begins anew. */
  readonly onReset: () => void;
  /** The budget of this person, instead of the chain's `admit`. */
  readonly admit?: () => Promise<boolean>;
}

export interface TurnAnswer {
  readonly message: AIMessage;
  /** The label of the endpoint that answered, or `builtin`. */
  readonly endpoint: string;
  /** Who was asked, or skipped, before and why, in order. */
  readonly fellBack: readonly { readonly endpoint: string; readonly reason: FailureReason }[];
}

export interface EndpointStatus extends BreakerStatus {
  readonly endpoint: string;
  readonly model: string;
}

export interface ModelChain {
  /**
   * Asks the endpoints of the agent in order, then the built-in model. Tool calls of an endpoint's answer exist and fit
   * their schemas. Throws `models.cancelled` as soon as `signal` is aborted, and `models.all_failed`.
   */
  streamTurn(request: TurnRequest): Promise<TurnAnswer>;
  /** The breaker of every endpoint, for readiness and metrics. */
  status(): readonly EndpointStatus[];
}

/** Makes the chain of models. Throws `models.bad_settings` when labels are taken or addresses are none. */
export function createModelChain(options: ModelChainOptions): ModelChain {
  const lists = { default: options.endpoints, perAgent: options.perAgent ?? {} };
  const endpoints = openEndpoints(options, [...lists.default, ...Object.values(lists.perAgent).flat()]);
  const scope: AskScope = {
    timeouts: options.timeouts,
    clock: options.clock,
    report: async (request, meta) => {
      try {
        await options.onUsage({ userId: meta.userId, agent: meta.agent, ...request }, meta);
      } catch (error) {
        options.logger.error({ error, endpoint: request.endpoint }, 'model usage was not recorded');
      }
    },
  };
  return {
    streamTurn: (request) => {
      const specs = resolveEndpoints(lists, request.meta.agent);
      return runTurn(
        options,
        scope,
        specs.map((spec) => endpoints.get(keyOf(spec)) as Endpoint),
        request,
      );
    },
    status: () =>
      [...endpoints.values()].map(({ spec, breaker }) => ({
        endpoint: spec.name,
        model: spec.model,
        ...breaker.status(),
      })),
  };
}

async function runTurn(
  options: ModelChainOptions,
  scope: AskScope,
  endpoints: readonly Endpoint[],
  request: TurnRequest,
): Promise<TurnAnswer> {
  const sink = createTokenSink(request.onToken, request.onReset);
  const question: Question = { ...request, sink };
  const fellBack: { endpoint: string; reason: FailureReason }[] = [];
  const fallBack = (name: string, thrown: unknown) => {
    if (!(thrown instanceof EndpointFailure)) throw thrown;
    sink.withdraw();
    fellBack.push({ endpoint: name, reason: thrown.reason });
    logFailure(options.logger, name, thrown, request.meta);
  };
  for (const endpoint of endpoints) {
    throwIfCancelled(request.signal);
    const { name } = endpoint.spec;
    try {
      if (!(await isAdmitted(options, request))) throw new EndpointFailure(name, 'budget');
      return { message: await askEndpoint(scope, endpoint, question), endpoint: name, fellBack };
    } catch (thrown) {
      fallBack(name, thrown);
      if (fellBack.at(-1)?.reason === 'budget') break;
    }
  }
  throwIfCancelled(request.signal);
  try {
    return { message: await askBuiltin(scope, options.builtin, question), endpoint: BUILTIN, fellBack };
  } catch (thrown) {
    fallBack(BUILTIN, thrown);
    const tried = fellBack.map(({ endpoint, reason }) => `${endpoint}: ${reason}`).join(', ');
    throw modelError('models.all_failed', { details: { tried }, cause: thrown });
  }
}

async function isAdmitted({ admit, logger }: ModelChainOptions, request: TurnRequest): Promise<boolean> {
  const { meta } = request;
  try {
    if (request.admit) return await request.admit();
    return admit ? await admit(meta) : true;
  } catch (error) {
    logger.error({ error, agent: meta.agent, runId: meta.runId }, 'the model budget could not be read');
    return false;
  }
}

/** Names and numbers only: neither the prompt, nor the vendor's words about it, nor a key. */
function logFailure(logger: Logger, endpoint: string, failure: EndpointFailure, meta: TurnMeta): void {
  const { reason, status, retryAfterMs, cause } = failure;
  const thrown = cause instanceof Error ? cause.name : undefined;
  logger.warn(
    { endpoint, reason, status, retryAfterMs, thrown, agent: meta.agent, runId: meta.runId },
    'model fell back',
  );
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw modelError('models.cancelled');
}

function keyOf(spec: ModelSpec): string {
  return `${spec.name}\n${spec.model}`;
}

function openEndpoints(options: ModelChainOptions, specs: readonly ModelSpec[]): Map<string, Endpoint> {
  const problems = specs.flatMap(problemsOf);
  if (problems.length > 0) throw modelError('models.bad_settings', { details: { problems: problems.join('; ') } });
  // The client's own timer is the last resort: it must not ring before ours.
  const patience = options.timeouts.totalMs + 5000;
  const open = (spec: ModelSpec): Endpoint => ({
    spec,
    client: createChatClient(spec, patience),
    breaker: createBreaker(spec.name, options.breaker, options.clock),
  });
  return new Map(specs.map((spec) => [keyOf(spec), open(spec)]));
}

function problemsOf(spec: ModelSpec): string[] {
  const problems: string[] = [];
  if (spec.name === '' || spec.name === BUILTIN) problems.push(`an endpoint cannot be named "${spec.name}"`);
  if (!/^https?:\/\//.test(spec.baseUrl) || !URL.canParse(spec.baseUrl)) {
    problems.push(`${spec.name}: baseUrl is not an http address`);
  }
  if (spec.model === '') problems.push(`${spec.name}: model is empty`);
  if (spec.apiKey === '') problems.push(`${spec.name}: apiKey is empty`);
  return problems;
}
