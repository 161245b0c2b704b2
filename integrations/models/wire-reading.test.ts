import { AIMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { slot } from '../../kernel/slots.ts';
import { parseRetryAfter } from './classify-failure.ts';
import { collectToolCalls, type ToolCallPiece } from './collect-tool-calls.ts';
import { estimateMessageTokens, estimateTokens } from './estimate-tokens.ts';
import { freshCallIds } from './fresh-call-ids.ts';
import { costOf } from './model-usage.ts';
import { normaliseChunk } from './normalise-chunk.ts';
import { resolveEndpoints } from './resolve-endpoints.ts';
import { toWireTool } from './to-wire-tool.ts';
import { watchEvents } from './watch-stream.ts';

describe('normaliseChunk', () => {
  it('keeps the end of a choice that has no delta', () => {
    expect(normaliseChunk({ choices: [{ index: 0, finish_reason: 'stop' }] })).toMatchObject({
      choices: [{ delta: { role: 'assistant', content: '' }, finish_reason: 'stop' }],
    });
  });

  it.each(['null', '', null, undefined, 7])('does not take %j for an end', (finish_reason) => {
    expect(normaliseChunk({ choices: [{ delta: {}, finish_reason }] })).toMatchObject({
      choices: [{ finish_reason: null }],
    });
  });

  it('reads text parts, arguments given as an object, and thinking by both its names', () => {
    const delta = {
      content: [
        { type: 'text', text: '你' },
        { type: 'text', text: '好' },
      ],
      reasoning: '想',
      tool_calls: [{ id: '', function: { name: 'f', arguments: { a: 1 } } }],
    };
    expect(normaliseChunk({ choices: [{ delta }] })).toMatchObject({
      choices: [
        {
          delta: {
            content: '你好',
            reasoning_content: '想',
            tool_calls: [{ function: { name: 'f', arguments: '{"a":1}' } }],
          },
        },
      ],
    });
  });

  it('leaves out unknown fields and counts that are none', () => {
    const event = {
      secret: 1,
      usage: { prompt_tokens: 0, completion_tokens: 0 },
      choices: [{ delta: { content: 'x', junk: {} } }],
    };
    expect(JSON.stringify(normaliseChunk(event))).not.toMatch(/secret|junk|usage/);
  });

  it('finds usage on the choice, and passes an error on', () => {
    const usage = { prompt_tokens: 3, completion_tokens: 4 };
    expect(normaliseChunk({ choices: [{ delta: {}, usage }] })).toMatchObject({ usage: { ...usage, total_tokens: 7 } });
    expect(normaliseChunk({ error: { code: 'x' } })).toEqual({ error: { code: 'x' } });
  });

  it.each([null, 1, 'x', [], {}, { choices: [] }, { choices: [null] }])('says nothing for %j', (event) => {
    expect(normaliseChunk(event)).toBeUndefined();
  });
});

describe('watchEvents', () => {
  const read = async (...pieces: string[]): Promise<string> => {
    const source = new ReadableStream<string>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    let out = '';
    for await (const piece of source.pipeThrough(watchEvents())) out += piece;
    return out;
  };

  it('reads events whatever the line ends and wherever the pieces part', async () => {
    const whole = 'data: {"choices":[{"delta":{"content":"你好"}}]}\r\n\r\n: keep-alive\r\n\r\ndata:[DONE]\r\n\r\n';
    const expected = await read(whole);
    expect(expected).toContain('你好');
    expect(expected).toMatch(/data: \[DONE\]\n\n$/);
    for (let at = 1; at < whole.length; at++) expect(await read(whole.slice(0, at), whole.slice(at))).toBe(expected);
    expect(await read(whole.replaceAll('\r\n', '\n'))).toBe(expected);
  });

  it('takes [DONE] without a line end, and nothing after it', async () => {
    expect(await read('data: [DONE]')).toBe('data: [DONE]\n\n');
    expect(await read('data: [DONE]\n\ndata: rubbish\n\n')).toBe('data: [DONE]\n\n');
  });

  it.each([
    ['cut', 'data: {"choices":[]}\n\n'],
    ['cut', ''],
    ['bad_stream', 'data: {"choices"\n\n'],
  ])('fails with %s', async (fault, text) => {
    await expect(read(text)).rejects.toMatchObject({ fault });
  });
});

describe('collectToolCalls', () => {
  const collected = (...pieces: ToolCallPiece[]) => {
    const collector = collectToolCalls();
    for (const piece of pieces) collector.add(piece);
    return collector.calls();
  };

  it('keeps two calls apart whose pieces are mixed', () => {
    const calls = collected(
      { index: 0, id: 'a', name: 'f', args: '{' },
      { index: 1, id: 'b', name: 'g', args: '{' },
      { index: 0, args: '"x":1}' },
      { index: 1, args: '"y":2}' },
    );
    expect(calls).toEqual([
      { id: 'a', name: 'f', args: '{"x":1}' },
      { id: 'b', name: 'g', args: '{"y":2}' },
    ]);
  });

  it('is not misled by an id that changes with every piece, or a name that is repeated', () => {
    expect(collected({ index: 0, id: 'a', name: 'f', args: '{' }, { index: 0, id: 'b', args: '}' })).toHaveLength(1);
    const repeated = { index: 0, id: 'a', name: 'f' };
    expect(collected({ ...repeated, args: '{}' }, { ...repeated, args: '' })).toEqual([
      { id: 'a', name: 'f', args: '{}' },
    ]);
  });

  it('takes a name that comes after its first piece', () => {
    expect(collected({ index: 0, args: '' }, { index: 0, id: 'a', name: 'f', args: '{}' })).toEqual([
      { id: 'a', name: 'f', args: '{}' },
    ]);
  });
});

describe('freshCallIds', () => {
  it('fills and replaces ids without meeting a taken one', () => {
    const history = [new AIMessage({ content: '', tool_calls: [{ id: 'call_1_0', name: 'f', args: {} }] })];
    const call = { name: 'f', args: {} };
    const ids = freshCallIds(
      [
        { ...call, id: undefined },
        { ...call, id: 'x' },
        { ...call, id: 'x' },
      ],
      history,
    ).map(({ id }) => id);
    expect(ids).toEqual(['call_1_0_2', 'x', 'call_1_2']);
  });
});

describe('parseRetryAfter', () => {
  const now = new Date('2026-11-20T02:00:00Z');
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['1.5', 1500],
    ['Fri, 20 Nov 2026 02:01:00 GMT', 60_000],
    ['Fri, 20 Nov 2026 01:00:00 GMT', 0],
    ['99999999', 3_600_000],
    ['soon', undefined],
    ['', undefined],
  ])('%j', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});

describe('estimates and prices', () => {
  it.each([
    ['', 0],
    ['华东客户', 3],
    ['hello world', 4],
    ['客户 abc，', 3],
    ['😀', 2],
  ])('%j is about %i tokens', (text, expected) => {
    expect(estimateTokens(text)).toBe(expected);
  });

  it('counts the calls of a message', () => {
    const calling = new AIMessage({
      content: '',
      tool_calls: [{ id: 'a', name: 'find_customer', args: { name: '远航医药' } }],
    });
    expect(estimateMessageTokens(calling)).toBeGreaterThan(estimateMessageTokens(new AIMessage('')) + 5);
  });

  it('prices by the million, and nothing where no price is known', () => {
    const count = { promptTokens: 1_000_000, completionTokens: 500_000, estimated: false };
    expect(costOf({ priceIn: 2, priceOut: 8 }, count)).toBe(6);
    expect(costOf({}, count)).toBe(0);
  });
});

describe('resolveEndpoints', () => {
  const spec = (name: string) => ({ name, baseUrl: 'http://127.0.0.1/v1', apiKey: 'k', model: 'm' });
  const config = { default: [spec('house')], perAgent: { analyst: [spec('own')], offline: [] } };

  it.each([
    ['crm', ['house']],
    ['analyst', ['own']],
    ['offline', []],
    ['toString', ['house']],
  ])('%s', (agent, expected) => {
    expect(resolveEndpoints(config, agent).map(({ name }) => name)).toEqual(expected);
  });
});

describe('toWireTool', () => {
  it('tells a vendor the schema without our own marks', () => {
    const schema = z.object({
      name: slot('customer', '客户', z.string()),
      at: z.date().optional(),
      size: z.int().default(5),
    });
    const { function: told } = toWireTool({ name: 'find_customer', description: '查客户', schema });
    expect(told).toMatchObject({
      name: 'find_customer',
      description: '查客户',
      parameters: { type: 'object', required: ['name'] },
    });
    expect(told.parameters).toMatchObject({
      properties: { name: { type: 'string', description: '客户' }, size: { default: 5 } },
    });
    expect(JSON.stringify(told)).not.toMatch(/"slot"|"label"|\$schema/);
  });
});
