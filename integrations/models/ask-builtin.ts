import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage, type BaseMessageChunk } from '@langchain/core/messages';
import { concat } from '@langchain/core/utils/stream';
import { classifyFailure } from './classify-failure.ts';
import type { AskScope, Question } from './ask-endpoint.ts';
import { EndpointFailure } from './endpoint-failure.ts';
import { freshCallIds } from './fresh-call-ids.ts';
import { BUILTIN } from './model-spec.ts';
import { startDeadlines } from './start-deadlines.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * Asks the model inside this process. It is given our own tool definitions, with all their marks, and its calls are taken
 * as they are: it is code of this house, and may call a tool with a slot still open. Only the total time binds it.
 * Throws `EndpointFailure` or `models.cancelled`.
 */
export async function askBuiltin(scope: AskScope, builtin: BaseChatModel, question: Question): Promise<AIMessage> {
  const startedAt = scope.clock.now();
  const { totalMs } = scope.timeouts;
  const timeouts = { firstTokenMs: totalMs, idleMs: totalMs, totalMs };
  const deadlines = startDeadlines(BUILTIN, timeouts, question.signal);
  let outcome = 'ok';
  try {
    const open = () => streamBuiltin(builtin, question, deadlines.signal);
    let whole: BaseMessageChunk | undefined;
    for await (const chunk of untilAborted(open, deadlines.signal)) {
      whole = whole ? concat(whole, chunk) : chunk;
      question.sink.push(chunk.text);
    }
    return toMessage(whole, question.messages);
  } catch (thrown) {
    const failure = deadlines.signal.aborted ? deadlines.signal.reason : classifyFailure(BUILTIN, thrown, scope.clock);
    outcome = failure instanceof EndpointFailure ? failure.reason : 'cancelled';
    throw failure;
  } finally {
    deadlines.stop();
    const durationMs = scope.clock.now().getTime() - startedAt.getTime();
    const nothing = { promptTokens: 0, completionTokens: 0, cost: 0, estimated: false };
    await scope.report({ endpoint: BUILTIN, model: BUILTIN, ...nothing, durationMs, outcome }, question.meta);
  }
}

function streamBuiltin(
  builtin: BaseChatModel,
  { messages, tools }: Question,
  signal: AbortSignal,
): Promise<AsyncIterable<BaseMessageChunk>> {
  const bound = tools.length > 0 && builtin.bindTools ? builtin.bindTools([...tools]) : builtin;
  return bound.stream([...messages], { signal, callbacks: [] });
}

function toMessage(whole: BaseMessageChunk | undefined, history: readonly BaseMessage[]): AIMessage {
  const { tool_calls: calls = [] } = (whole ?? new AIMessageChunk('')) as AIMessageChunk;
  if (!whole || (whole.text.trim() === '' && calls.length === 0)) throw new EndpointFailure(BUILTIN, 'empty');
  return new AIMessage({
    content: whole.text,
    tool_calls: freshCallIds(
      calls.map(({ id, name, args }) => ({ id, name, args })),
      history,
    ).map((call) => ({ ...call, type: 'tool_call' as const })),
    additional_kwargs: whole.additional_kwargs,
    response_metadata: { ...whole.response_metadata, endpoint: BUILTIN, model_name: BUILTIN },
  });
}
