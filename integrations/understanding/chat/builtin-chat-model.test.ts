import {
  AIMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type AIMessageChunk,
  type BaseMessage,
} from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../../tools/registry.ts';
import { KNOWLEDGE, ME, NOW } from '../knowledge.test-support.ts';
import { BuiltinChatModel } from './builtin-chat-model.ts';

const HAITANG = '厦门海棠生物科技有限公司';
let ids = 0;
const model = new BuiltinChatModel({
  tools: TOOLS,
  knowledge: KNOWLEDGE,
  turn: () => ({ me: ME, now: NOW }),
  newId: () => `call-${(ids += 1)}`,
});
const bound = model.bindTools(TOOLS.map(({ name, description, input }) => ({ name, description, schema: input })));

describe('BuiltinChatModel', () => {
  it('answers a sentence with tool calls of the bound tools, for no tokens', async () => {
    const answer = await bound.invoke([new SystemMessage('销售助手'), new HumanMessage('海棠生物有哪些联系人')]);
    expect(answer.tool_calls).toMatchObject([{ name: 'find_contacts', args: { customer: HAITANG } }]);
    expect(answer.usage_metadata).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0 });
  });

  it('calls nothing that is not bound', async () => {
    const few = model.bindTools([{ type: 'function', function: { name: 'explain_abilities', parameters: {} } }]);
    expect((await few.invoke([new HumanMessage('海棠生物有哪些联系人')])).tool_calls).toEqual([]);
  });

  it('puts its question beside the words, and takes the answer in the next turn', async () => {
    const messages: BaseMessage[] = [new HumanMessage('给远航打上重点客户标签')];
    const asked = await bound.invoke(messages);
    expect(asked.additional_kwargs.ask).toMatchObject({ slot: 'customer', pending: { tool: 'add_tags' } });
    const answer = await bound.invoke([...messages, asked, new HumanMessage('合肥那个')]);
    expect(answer.tool_calls).toMatchObject([
      { name: 'add_tags', args: { customer: '合肥远航物流有限公司', tags: ['重点客户'] } },
    ]);
  });

  it('remembers the last request from the messages alone', async () => {
    const before = [
      new HumanMessage('上个月华东的赢单金额'),
      new AIMessage({
        content: '',
        tool_calls: [
          {
            id: 'a',
            name: 'query_report',
            args: { metrics: ['won_amount'], filters: [{ dimension: 'region', values: ['华东'] }], period: '上个月' },
          },
        ],
      }),
      new ToolMessage({ tool_call_id: 'a', content: '华东区上个月赢单金额 120 万元。' }),
      new AIMessage('华东区上个月赢单金额 120 万元。'),
    ];
    const answer = await bound.invoke([...before, new HumanMessage('那华南呢？')]);
    expect(answer.tool_calls?.[0]?.args).toEqual({
      metrics: ['won_amount'],
      filters: [{ dimension: 'region', values: ['华南'] }],
      period: '上个月',
    });
  });

  it('tells results in their own words', async () => {
    const call = new AIMessage({
      content: '',
      tool_calls: [
        { id: 'a', name: 'get_customer', args: {} },
        { id: 'b', name: 'find_contacts', args: {} },
      ],
    });
    const one = new ToolMessage({ tool_call_id: 'a', content: '海棠生物由宋佳负责。' });
    const two = new ToolMessage({ tool_call_id: 'b', content: '共有 2 位联系人。' });
    expect((await bound.invoke([new HumanMessage('x'), call, one])).text).toBe('海棠生物由宋佳负责。');
    const both = (await bound.invoke([new HumanMessage('x'), call, one, two])).text;
    expect(both).toContain('海棠生物由宋佳负责。');
    expect(both).toContain('共有 2 位联系人。');
  });

  it('streams the same as it answers', async () => {
    const collect = async (messages: BaseMessage[]): Promise<AIMessageChunk | undefined> => {
      let whole: AIMessageChunk | undefined;
      for await (const chunk of await bound.stream(messages)) whole = whole ? whole.concat(chunk) : chunk;
      return whole;
    };
    expect((await collect([new HumanMessage('海棠生物有哪些联系人')]))?.tool_calls).toMatchObject([
      { name: 'find_contacts', args: { customer: HAITANG } },
    ]);
    const asked = await collect([new HumanMessage('给远航打上重点客户标签')]);
    expect(asked?.additional_kwargs.ask).toMatchObject({ slot: 'customer' });
    expect(asked?.text).toContain('哪一个');
  });

  it('takes the hour of the turn from the call', async () => {
    const later = { me: ME, now: new Date('2026-07-01T02:00:00Z') };
    const answer = await bound.invoke([new HumanMessage('明天上午十点去海棠生物拜访，帮我安排')], {
      configurable: { turn: later },
    });
    expect(answer.tool_calls?.[0]?.args).toMatchObject({ at: '2026-07-02T10:00' });
  });
});
