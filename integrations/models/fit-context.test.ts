import { AIMessage, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { array, assert, constantFrom, integer, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateMessageTokens } from './estimate-tokens.ts';
import { fitContext } from './fit-context.ts';

const system = new SystemMessage('你是销售助手，只用工具查到的数据回答。');
const human = (text: string) => new HumanMessage(text);
const ai = (text: string) => new AIMessage(text);
const call = (...ids: string[]) =>
  new AIMessage({ content: '', tool_calls: ids.map((id) => ({ id, name: 'find_customer', args: { id } })) });
const result = (id: string, text: string) =>
  new ToolMessage({ tool_call_id: id, content: text, name: 'find_customer' });
const tokens = (messages: readonly BaseMessage[]) => messages.reduce((sum, m) => sum + estimateMessageTokens(m), 0);
const texts = (messages: readonly BaseMessage[]) => messages.map((m) => m.text);

describe('fitContext', () => {
  it('returns the very messages when they fit', () => {
    const messages = [system, human('问'), call('a'), result('a', '数据'), ai('答')];
    const fitted = fitContext(messages, 10_000);
    expect(fitted).toHaveLength(5);
    expect(fitted.every((message, i) => message === messages[i])).toBe(true);
  });

  it('drops the oldest turns and keeps the system message and the newest turns whole', () => {
    const turns = Array.from({ length: 10 }, (_, i) => [human(`第${i}个问题`), ai(`第${i}个回答`.repeat(20))]).flat();
    const fitted = fitContext([system, ...turns, human('最后的问题')], 250);
    expect(fitted[0]).toBe(system);
    expect(fitted.at(-1)?.text).toBe('最后的问题');
    expect(HumanMessage.isInstance(fitted[1])).toBe(true);
    expect(tokens(fitted)).toBeLessThanOrEqual(250);
    expect(texts(fitted)).toContain('第9个问题');
    expect(texts(fitted)).not.toContain('第0个问题');
  });

  it('shortens long results of older turns before it drops a turn', () => {
    const messages = [human('旧问'), call('a'), result('a', '客户数据'.repeat(2000)), ai('旧答'), human('新问')];
    const fitted = fitContext(messages, 600);
    expect(texts(fitted)).toEqual(expect.arrayContaining(['旧问', '旧答', '新问']));
    const shortened = fitted.find((m) => ToolMessage.isInstance(m));
    expect(shortened).toMatchObject({ tool_call_id: 'a', name: 'find_customer' });
    expect(shortened?.text).toMatch(/^客户数据.*此处省略 \d+ 个字.*客户数据$/s);
  });

  it('shortens a giant result of the newest turn only as far as needed', () => {
    const messages = [
      system,
      human('列出客户'),
      call('a', 'b'),
      result('a', '甲'.repeat(20_000)),
      result('b', '乙'.repeat(50)),
    ];
    const fitted = fitContext(messages, 4000);
    expect(tokens(fitted)).toBeLessThanOrEqual(4000);
    expect(tokens(fitted)).toBeGreaterThan(2500);
    expect(fitted.at(-1)?.text).toBe('乙'.repeat(50));
  });

  it('drops the oldest steps of one long turn, each call with its results, and keeps the question', () => {
    const steps = Array.from({ length: 30 }, (_, i) => [call(`c${i}`), result(`c${i}`, '数'.repeat(150))]).flat();
    const fitted = fitContext([human('从头查一遍'), ...steps], 800);
    expect(fitted[0]?.text).toBe('从头查一遍');
    expect(fitted.at(-1)).toMatchObject({ tool_call_id: 'c29' });
    expect(tokens(fitted)).toBeLessThanOrEqual(800);
    expectWholeCalls(fitted);
  });

  it('shortens a question that is longer than everything', () => {
    const fitted = fitContext([system, human('请看这段记录：' + '长'.repeat(9000))], 500);
    expect(tokens(fitted)).toBeLessThanOrEqual(500);
    expect(fitted[1]?.text).toContain('此处省略');
  });

  it('drops a result whose call is missing, and does not change what it was given', () => {
    const messages = [result('gone', '孤立的结果'), human('问'), call('a'), result('a', '长'.repeat(3000))];
    const before = texts(messages);
    expect(texts(fitContext(messages, 300))).not.toContain('孤立的结果');
    const astray = [human('问'), call('a'), result('a', '数据'), result('other', '别人的结果'), ai('答')];
    expect(texts(fitContext(astray, 10_000))).toEqual(['问', '', '数据', '答']);
    expect(texts(messages)).toEqual(before);
  });

  it('never parts calls from results, never loses a system message, and fits whenever the newest step leaves room', () => {
    const text = string({ unit: constantFrom('客', 'a', '，', '😀', ' '), maxLength: 400 });
    const step = array(text, { minLength: 1, maxLength: 3 });
    const turn = record({ question: text, steps: array(step, { maxLength: 4 }), answer: text });
    const conversation = array(turn, { minLength: 1, maxLength: 6 });
    assert(
      property(conversation, integer({ min: 0, max: 3000 }), (turns, budget) => {
        let number = 0;
        const messages: BaseMessage[] = [system];
        for (const { question, steps, answer } of turns) {
          messages.push(human(question));
          for (const results of steps) {
            const named = results.map((content) => ({ id: `c${number++}`, content }));
            messages.push(call(...named.map(({ id }) => id)), ...named.map(({ id, content }) => result(id, content)));
          }
          messages.push(ai(answer));
        }
        const fitted = fitContext(messages, budget);
        expect(fitted[0]).toBe(system);
        expectWholeCalls(fitted);
        expect(HumanMessage.isInstance(fitted[1])).toBe(true);
        // The question and the last step at their least: 120 tokens a text, the calls beside.
        if (budget >= 1200) expect(tokens(fitted)).toBeLessThanOrEqual(budget);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

function expectWholeCalls(messages: readonly BaseMessage[]): void {
  const called = messages.flatMap((m) => (AIMessage.isInstance(m) ? (m.tool_calls ?? []).map(({ id }) => id) : []));
  const answered = messages.flatMap((m) => (ToolMessage.isInstance(m) ? [m.tool_call_id] : []));
  expect(answered).toEqual(called);
}
