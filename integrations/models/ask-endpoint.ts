import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { Clock } from '../../kernel/clock.ts';
import { startDraft, type AnswerDraft } from './answer-draft.ts';
import type { ChatClient } from './chat-client.ts';
import { checkToolCalls, type SoundCall, type UnsoundCall } from './check-tool-calls.ts';
import { classifyFailure } from './classify-failure.ts';
import type { EndpointBreaker } from './endpoint-breaker.ts';
import { EndpointFailure, FAILURE_REASONS } from './endpoint-failure.ts';
import { estimatePromptTokens, estimateToolTokens } from './estimate-tokens.ts';
import { fitContext } from './fit-context.ts';
import { freshCallIds } from './fresh-call-ids.ts';
import { judgeEnding } from './judge-ending.ts';
import type { ModelSpec, ModelTool, TurnMeta } from './model-spec.ts';
import { costOf, type ModelUsage, type TokenCount } from './model-usage.ts';
import type { RawToolCall } from './collect-tool-calls.ts';
import { repairMessages } from './repair-messages.ts';
import { startDeadlines, type ModelTimeouts } from './start-deadlines.ts';
import type { TokenSink } from './token-sink.ts';
import { untilAborted } from './until-aborted.ts';

/** An endpoint that can be asked. */
export interface Endpoint {
  readonly spec: ModelSpec;
  readonly client: ChatClient;
  readonly breaker: EndpointBreaker;
}

/** One question to a model. */
export interface Question {
  readonly messages: readonly BaseMessage[];
  readonly tools: readonly ModelTool[];
  readonly signal: AbortSignal;
  readonly meta: TurnMeta;
  readonly sink: TokenSink;
}

export interface AskScope {
  readonly timeouts: ModelTimeouts;
  readonly clock: Clock;
  /** Tells what a request used; never throws. */
  readonly report: (usage: Omit<ModelUsage, 'userId' | 'agent'>, meta: TurnMeta) => Promise<void>;
}

/** More than any vendor lets a model write (the longest limits are some 128k tokens, 0.3 to 0.6 tokens a character). */
export const MAX_ANSWER_CHARACTERS = 500_000;
/** Kept free for the answer where the spec does not limit it. */
const ANSWER_TOKENS = 1024;

/**
 * Asks one endpoint and returns a message whose tool calls exist and fit their schemas. Calls that do not are sent back
 * once with the problem; what was shown by then is withdrawn. Throws `EndpointFailure`, or `models.cancelled`.
 */
export async function askEndpoint(scope: AskScope, endpoint: Endpoint, question: Question): Promise<AIMessage> {
  const { spec } = endpoint;
  const first = await requestSound(scope, endpoint, question, []);
  if (first.unsound.length === 0) return toMessage(spec, question, first);
  question.sink.withdraw();
  const repair = repairMessages(first.text, first.calls, first.unsound);
  const second = await requestSound(scope, endpoint, question, repair);
  const [problem] = second.unsound;
  if (problem) throw new EndpointFailure(spec.name, problem.reason);
  return toMessage(spec, question, second);
}

interface CheckedAnswer {
  readonly text: string;
  readonly calls: readonly RawToolCall[];
  readonly sound: readonly SoundCall[];
  readonly unsound: readonly UnsoundCall[];
  readonly finish: string | null;
  readonly count: TokenCount;
}

/** One request through the breaker, its usage reported whatever came of it. */
async function requestSound(
  scope: AskScope,
  endpoint: Endpoint,
  question: Question,
  repair: readonly BaseMessage[],
): Promise<CheckedAnswer> {
  const { spec, breaker } = endpoint;
  const messages = [...fitted(spec, question), ...repair];
  const draft = startDraft();
  const startedAt = scope.clock.now();
  let outcome = 'ok';
  let asked = true;
  const count = () => draft.count(() => (asked ? estimatePromptTokens(messages, question.tools) : 0));
  try {
    await breaker.run(() => streamInto(draft, scope, endpoint, question, messages));
    const calls = draft.calls();
    const checked = await checkToolCalls(calls, question.tools);
    outcome = checked.unsound[0]?.reason ?? 'ok';
    return { text: draft.text(), calls, ...checked, finish: draft.finish(), count: count() };
  } catch (thrown) {
    outcome = thrown instanceof EndpointFailure ? thrown.reason : 'cancelled';
    asked = !(thrown instanceof EndpointFailure) || wasBilled(thrown);
    throw thrown;
  } finally {
    const durationMs = scope.clock.now().getTime() - startedAt.getTime();
    const used = count();
    const usage = { endpoint: spec.name, model: spec.model, ...used, cost: costOf(spec, used), durationMs, outcome };
    if (outcome !== 'circuit_open') await scope.report(usage, question.meta);
  }
}

/** A request the server refused by its status, or that never reached it, costs nothing. */
function wasBilled(failure: EndpointFailure): boolean {
  return failure.status === undefined && failure.reason !== 'connect' && FAILURE_REASONS[failure.reason] !== 'skipped';
}

async function streamInto(
  draft: AnswerDraft,
  scope: AskScope,
  { spec, client }: Endpoint,
  question: Question,
  messages: readonly BaseMessage[],
): Promise<void> {
  const deadlines = startDeadlines(spec.name, scope.timeouts, question.signal);
  try {
    const open = () => client.stream(messages, question.tools, deadlines.signal);
    for await (const chunk of untilAborted(open, deadlines.signal)) {
      const { text, alive } = draft.add(chunk);
      if (draft.size() > MAX_ANSWER_CHARACTERS) throw new EndpointFailure(spec.name, 'too_large');
      if (alive) deadlines.progress();
      question.sink.push(text);
    }
    deadlines.signal.throwIfAborted();
    const fault = judgeEnding(draft);
    if (fault) throw new EndpointFailure(spec.name, fault);
  } catch (thrown) {
    // Whatever the client makes of an abort, the reason of the abort is the truth.
    if (deadlines.signal.aborted) throw deadlines.signal.reason;
    throw classifyFailure(spec.name, thrown, scope.clock);
  } finally {
    deadlines.stop();
  }
}

function fitted(spec: ModelSpec, question: Question): readonly BaseMessage[] {
  if (spec.contextTokens === undefined) return question.messages;
  const reserved = (spec.maxTokens ?? ANSWER_TOKENS) + estimateToolTokens(question.tools);
  return fitContext(question.messages, spec.contextTokens - reserved);
}

/**
 * The answer as the graph keeps it. It gets no id from the vendor: some give the same to every answer, and a second
 * message with an id replaces the first in a LangGraph history.
 */
function toMessage(spec: ModelSpec, question: Question, answer: CheckedAnswer): AIMessage {
  const { promptTokens, completionTokens } = answer.count;
  return new AIMessage({
    content: answer.text,
    tool_calls: freshCallIds(answer.sound, question.messages).map((call) => ({ ...call, type: 'tool_call' as const })),
    response_metadata: { endpoint: spec.name, model_name: spec.model, finish_reason: answer.finish },
    usage_metadata: {
      input_tokens: promptTokens,
      output_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  });
}
