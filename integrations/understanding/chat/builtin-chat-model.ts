import { randomUUID } from 'node:crypto';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BaseChatModelParams,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type AIMessage, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Runnable, RunnableConfig } from '@langchain/core/runnables';
import type { ToolDeclaration } from '../tool-declaration.ts';
import { understand } from '../understand.ts';
import type { Knowledge, Speaker } from '../understanding.ts';
import { composeAnswer } from './compose-answer.ts';
import { messageOf, textMessage } from './message-of.ts';
import { readTurn } from './turn-messages.ts';

/** Who speaks and when: given with each call as `configurable.turn`, or asked of the model's owner. */
export interface TurnContext {
  readonly me: Speaker;
  readonly now: Date;
}

export interface BuiltinCallOptions extends BaseChatModelCallOptions {
  readonly tools?: BindToolsInput[];
  readonly turn?: TurnContext;
}

export interface BuiltinChatModelFields extends BaseChatModelParams {
  /** All tools there are; a call only uses those that are bound to it. */
  readonly tools: readonly ToolDeclaration[];
  /** A function where the knowledge is made anew while the service runs. */
  readonly knowledge: Knowledge | (() => Knowledge);
  /** For calls that carry no `configurable.turn`. */
  readonly turn: () => TurnContext;
  /** Ids of tool calls; random ones unless told. */
  readonly newId?: () => string;
}

const PIECE = /[^，。！？\n]{1,24}[，。！？\n]*|[，。！？\n]+/gu;

/**
 * A chat model without a language model: it understands the last sentence by the declared phrases of the bound tools, and
 * tells the results of tools in their own words. Costs no tokens, needs no network.
 */
export class BuiltinChatModel extends BaseChatModel<BuiltinCallOptions> {
  readonly #fields: BuiltinChatModelFields;

  constructor(fields: BuiltinChatModelFields) {
    super(fields);
    this.#fields = fields;
  }

  static override lc_name(): string {
    return 'BuiltinChatModel';
  }

  override _llmType(): string {
    return 'xiaoshu-builtin';
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<BuiltinCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, BuiltinCallOptions> {
    return this.withConfig({ ...kwargs, tools } as Partial<BuiltinCallOptions>);
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const message = this.#answer(messages, options);
    if (message.text !== '') await runManager?.handleLLMNewToken(message.text);
    return {
      generations: [{ text: message.text, message }],
      llmOutput: { tokenUsage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 } },
    };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const message = this.#answer(messages, options);
    for (const text of message.text.match(PIECE) ?? []) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
      await runManager?.handleLLMNewToken(text);
    }
    // What is not text comes last and whole: calls, the question, the token count.
    yield new ChatGenerationChunk({
      text: '',
      message: new AIMessageChunk({
        content: '',
        additional_kwargs: message.additional_kwargs,
        tool_call_chunks: (message.tool_calls ?? []).map((call, index) => ({
          type: 'tool_call_chunk' as const,
          index,
          name: call.name,
          args: JSON.stringify(call.args),
          ...(call.id ? { id: call.id } : {}),
        })),
        ...(message.usage_metadata ? { usage_metadata: message.usage_metadata } : {}),
      }),
    });
  }

  /** LangChain keeps `configurable` from a model's own options; the turn is what we need of it. */
  protected override _separateRunnableConfigFromCallOptionsCompat(
    options?: Partial<BuiltinCallOptions>,
  ): [RunnableConfig, this['ParsedCallOptions']] {
    const [config, callOptions] = super._separateRunnableConfigFromCallOptionsCompat(options);
    const turn: unknown = options?.turn ?? config.configurable?.turn;
    return [config, isTurn(turn) ? { ...callOptions, turn } : callOptions];
  }

  #answer(messages: readonly BaseMessage[], options: this['ParsedCallOptions']): AIMessage {
    const turn = readTurn(messages, this.#fields.tools);
    if (turn.kind === 'results') return textMessage(composeAnswer(turn.results));
    if (turn.kind === 'nothing') return textMessage('您好，请问有什么可以帮您？');
    const { me, now } = options.turn ?? this.#fields.turn();
    const bound = new Set((options.tools ?? []).map((tool) => nameOfTool(tool)));
    const { knowledge } = this.#fields;
    const understood = understand(
      {
        text: turn.text,
        history: turn.memory,
        me,
        now,
        tools: this.#fields.tools.filter((tool) => bound.has(tool.name)),
      },
      typeof knowledge === 'function' ? knowledge() : knowledge,
    );
    return messageOf(understood, this.#fields.newId ?? randomUUID);
  }
}

function isTurn(value: unknown): value is TurnContext {
  return typeof value === 'object' && value !== null && 'me' in value && 'now' in value && value.now instanceof Date;
}

/** Tools are bound as LangChain tools, or in the shape of a provider: `{ function: { name } }`. */
function nameOfTool(tool: BindToolsInput): string {
  const { name, function: inner } = tool as { name?: unknown; function?: { name?: unknown } };
  return String(name ?? inner?.name ?? '');
}
