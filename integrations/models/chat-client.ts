import { ChatOpenAICompletions } from '@langchain/openai';
import type { BaseMessage, BaseMessageChunk } from '@langchain/core/messages';
import type { ModelSpec, ModelTool } from './model-spec.ts';
import { toWireTool } from './to-wire-tool.ts';
import { watchedFetch } from './watch-stream.ts';

/** One endpoint as something that streams answers. */
export interface ChatClient {
  stream(
    messages: readonly BaseMessage[],
    tools: readonly ModelTool[],
    signal: AbortSignal,
  ): Promise<AsyncIterable<BaseMessageChunk>>;
}

/**
 * The client of an endpoint: LangChain's OpenAI chat model, on the chat-completions wire whatever the model's name
 * (`ChatOpenAI` itself switches to another API for some names). Nothing retries in here: the chain decides who is
 * asked next. `timeoutMs` is only a last resort behind the chain's own deadlines.
 */
export function createChatClient(spec: ModelSpec, timeoutMs: number): ChatClient {
  const chat = new ChatOpenAICompletions({
    model: spec.model,
    apiKey: spec.apiKey,
    maxRetries: 0,
    timeout: timeoutMs,
    streamUsage: true,
    ...(spec.temperature === undefined ? {} : { temperature: spec.temperature }),
    ...(spec.maxTokens === undefined ? {} : { maxTokens: spec.maxTokens }),
    ...(spec.extraBody === undefined ? {} : { modelKwargs: { ...spec.extraBody } }),
    configuration: {
      baseURL: spec.baseUrl,
      fetch: watchedFetch,
      // The client would write parts of a broken stream to the console.
      logLevel: 'off',
      // Else it takes these from environment variables and sends them to every vendor.
      organization: null,
      project: null,
      adminAPIKey: null,
      ...(spec.headers === undefined ? {} : { defaultHeaders: { ...spec.headers } }),
    },
  });
  return {
    stream: (messages, tools, signal) =>
      chat.stream([...messages], {
        signal,
        // No inherited listeners: withdrawn tokens must not reach a page on a second way, nor prompts a tracer.
        callbacks: [],
        ...(tools.length === 0 ? {} : { tools: tools.map(toWireTool) }),
      }),
  };
}
