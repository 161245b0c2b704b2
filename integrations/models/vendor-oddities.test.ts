import { AIMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { askOne, findCustomer, listLeads } from '../../tests/support/chain-on-server.ts';
import { callTool, callTools, sayText, type Step } from '../../tests/support/model-server/step.ts';

describe('oddities of vendors that are no failure', () => {
  it.each<[string, Step]>([
    ['thinking beside the text', sayText('结论', { reasoning: '先想一想客户名单' })],
    ['keep-alive comments', sayText('结论', { keepAlives: 5 })],
    ['empty deltas', sayText('结论', { emptyDeltas: 4 })],
    ['no role', sayText('结论', { noRole: true })],
    ['usage on the last choice chunk', sayText('结论', { usage: 'last_choice' })],
    ['no usage', sayText('结论', { usage: 'absent' })],
    ['an unknown word for the end', sayText('结论', { finish: 'eos_token' })],
    ['cut by its length, but only words', sayText('结论', { finish: 'length' })],
  ])('%s', async (_name, step) => {
    const { answer, page } = await askOne(step);
    expect(answer).toMatchObject({ endpoint: 'first', fellBack: [] });
    expect(answer.message.text).toBe('结论');
    expect(page).toMatchObject({ shown: '结论', resets: 0 });
  });

  it.each<[string, Step]>([
    ['whole calls in one chunk', callTools(twoCalls(), { wholeCalls: true })],
    ['ids on every chunk', callTools(twoCalls(), { ids: 'repeat' })],
    ['no index', callTools(twoCalls(), { indexes: 'omit' })],
    ['index 0 for all', callTools(twoCalls(), { indexes: 'zero' })],
    ['no role before the calls', callTools(twoCalls(), { noRole: true })],
    ['no ids', callTools(twoCalls(null))],
    ['no ids and no index', callTools(twoCalls(null), { indexes: 'omit', wholeCalls: true })],
    ['one id for both', callTools(twoCalls('call_0'))],
    ['stop instead of tool_calls', callTools(twoCalls(), { finish: 'stop' })],
    ['arguments letter by letter', callTools(twoCalls(), { argPieces: 100 })],
  ])('tool calls: %s', async (_name, step) => {
    const { answer, builtin } = await askOne(step, { tools: [findCustomer] });
    const calls = answer.message.tool_calls ?? [];
    expect(calls.map(({ args }) => args)).toEqual([{ name: '远航' }, { name: '晨光' }]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(calls.every(({ id }) => id)).toBe(true);
    expect(builtin.asked).toBe(0);
  });

  it('marks usage it had to estimate', async () => {
    const { usages } = await askOne(sayText('华东共有十二位客户', { usage: 'absent', reasoning: '想' }));
    expect(usages[0]).toMatchObject({ estimated: true, outcome: 'ok' });
    expect(usages[0]?.completionTokens).toBe(6);
    expect(usages[0]?.promptTokens).toBeGreaterThan(5);
  });

  it('reads usage of the last choice chunk', async () => {
    const { usages } = await askOne(sayText('好', { usage: 'last_choice', promptTokens: 77, completionTokens: 3 }));
    expect(usages[0]).toMatchObject({ promptTokens: 77, completionTokens: 3, estimated: false });
  });

  it('gives a call another id when the conversation has it already', async () => {
    const earlier = new AIMessage({ content: '', tool_calls: [{ id: 'call_1', name: 'list_leads', args: {} }] });
    const { answer } = await askOne(callTool('list_leads', {}), { messages: [earlier], tools: [listLeads] });
    expect(answer.message.tool_calls?.[0]?.id).toBeTruthy();
    expect(answer.message.tool_calls?.[0]?.id).not.toBe('call_1');
  });
});

/** Two calls of one answer. */
function twoCalls(id?: string | null) {
  const more = id === undefined ? {} : { id };
  return [
    { name: 'find_customer', args: { name: '远航' }, ...more },
    { name: 'find_customer', args: { name: '晨光' }, ...more },
  ];
}
