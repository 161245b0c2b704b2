import { describe, expect, it } from 'vitest';
import { chainOf, findCustomer, serve, specOf } from '../../tests/support/chain-on-server.ts';
import { callTool, callTools, sayText, type Step } from '../../tests/support/model-server/step.ts';

describe('tool calls that may not be carried out', () => {
  const repairs: [string, Step, string][] = [
    ['broken JSON', callTool('find_customer', '{"name": 远航}'), 'bad_arguments'],
    ['arguments against the schema', callTool('find_customer', { name: 7 }), 'bad_arguments'],
    ['a list instead of an object', callTool('find_customer', '["远航"]'), 'bad_arguments'],
    ['an unknown tool', callTool('delete_everything', {}), 'unknown_tool'],
  ];

  it.each(repairs)('%s: the model may correct it once', async (_name, bad, reason) => {
    const server = await serve([bad, callTool('find_customer', { name: '远航' })]);
    const { ask, builtin, usages } = chainOf([specOf(server)]);
    const answer = await ask({ tools: [findCustomer] });
    expect(answer).toMatchObject({ endpoint: 'first', fellBack: [] });
    expect(answer.message.tool_calls).toMatchObject([{ name: 'find_customer', args: { name: '远航' } }]);
    expect(builtin.asked).toBe(0);
    expect(usages.map(({ outcome }) => outcome)).toEqual([reason, 'ok']);
    const [asked, told] = (server.ledger[1]?.body?.messages ?? []).slice(-2);
    expect(asked?.role).toBe('assistant');
    expect(told).toMatchObject({ role: 'tool', tool_call_id: asked?.tool_calls?.[0]?.id });
    expect(() => JSON.parse(asked?.tool_calls?.[0]?.function.arguments ?? '')).not.toThrow();
  });

  it.each(repairs)('%s twice: the next one is asked', async (_name, bad, reason) => {
    const server = await serve([bad, bad]);
    const { ask } = chainOf([specOf(server)]);
    const answer = await ask({ tools: [findCustomer] });
    expect(answer).toMatchObject({ endpoint: 'builtin', fellBack: [{ endpoint: 'first', reason }] });
    expect(server.ledger).toHaveLength(2);
  });

  it('takes back the words beside a wrong call', async () => {
    const wrong: Step = { kind: 'answer', text: '我来查。', calls: [{ name: 'find_customer', args: {} }] };
    const server = await serve([wrong, sayText('请问是哪位客户？')]);
    const { ask, page } = chainOf([specOf(server)]);
    const answer = await ask({ tools: [findCustomer] });
    expect(answer.message.text).toBe('请问是哪位客户？');
    expect(page).toMatchObject({ shown: '请问是哪位客户？', resets: 1 });
  });

  it('tells which of two calls was wrong', async () => {
    const both = callTools([
      { name: 'find_customer', args: { name: '远航' } },
      { name: 'find_customer', args: { name: '' } },
    ]);
    const server = await serve([both, sayText('好的')]);
    await chainOf([specOf(server)]).ask({ tools: [findCustomer] });
    const results = (server.ledger[1]?.body?.messages ?? []).filter(({ role }) => role === 'tool');
    expect(results.map(({ content }) => String(content).includes('do not fit the schema'))).toEqual([false, true]);
  });
});
