import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, HumanMessage, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { describe, expect, it } from 'vitest';
import { chainOf, findCustomer } from '../../tests/support/chain-on-server.ts';
import { slotOf } from '../../kernel/slots.ts';

/** Streams the given pieces, then calls a tool or falls silent. */
class StreamingModel extends BaseChatModel {
  bound: BindToolsInput[] = [];
  ending: 'call' | 'silence' = 'call';

  override _llmType(): string {
    return 'streaming';
  }

  override bindTools(tools: BindToolsInput[]): this {
    this.bound = tools;
    return this;
  }

  override _generate(): Promise<ChatResult> {
    return Promise.reject(new Error('it streams'));
  }

  override async *_streamResponseChunks(_messages: BaseMessage[]): AsyncGenerator<ChatGenerationChunk> {
    for (const text of ['我', '来查']) {
      yield new ChatGenerationChunk({
        text,
        message: new AIMessageChunk({ content: text, additional_kwargs: { sure: true } }),
      });
    }
    if (this.ending === 'silence') await new Promise(() => undefined);
    const tool_call_chunks = [{ index: 0, id: 'b1', name: 'find_customer', args: '{"name":"远航"}' }];
    yield new ChatGenerationChunk({ text: '', message: new AIMessageChunk({ content: '', tool_call_chunks }) });
  }
}

describe('the built-in model in the chain', () => {
  it('streams, is given the tools with their marks, and its calls are returned', async () => {
    const builtin = new StreamingModel({});
    const { ask, page, usages } = chainOf([], { builtin });
    const { message, endpoint } = await ask({ tools: [findCustomer] });
    expect(endpoint).toBe('builtin');
    expect(page.all).toEqual(['我', '来查']);
    expect(message).toMatchObject({ content: '我来查', additional_kwargs: { sure: true } });
    expect(message.tool_calls).toMatchObject([{ id: 'b1', name: 'find_customer', args: { name: '远航' } }]);
    expect(builtin.bound).toEqual([findCustomer]);
    expect(slotOf(findCustomer.schema.shape.name)).toMatchObject({ slot: 'customer' });
    expect(usages).toMatchObject([{ endpoint: 'builtin', model: 'builtin', outcome: 'ok', cost: 0, estimated: false }]);
  });

  it('is left at once when the turn is cancelled, even if it does not react', async () => {
    const builtin = new StreamingModel({});
    builtin.ending = 'silence';
    const controller = new AbortController();
    const { ask, usages } = chainOf([], { builtin });
    const turn = ask({
      messages: [new HumanMessage('查')],
      signal: controller.signal,
      onToken: (text) => {
        if (text === '来查') queueMicrotask(() => controller.abort());
      },
    });
    await expect(turn).rejects.toMatchObject({ code: 'models.cancelled' });
    expect(usages).toMatchObject([{ outcome: 'cancelled' }]);
  });
});
