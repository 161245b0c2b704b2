import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { askOne, chainOf, findCustomer, KEY, listLeads, serve, specOf } from '../../tests/support/chain-on-server.ts';
import { callTools, sayText } from '../../tests/support/model-server/step.ts';
import type { ModelSpec } from './model-spec.ts';

describe('a turn with an endpoint that works', () => {
  it('streams the words, and tells message, usage and cost', async () => {
    const server = await serve([
      sayText('华东共有 12 位客户。', { pieces: 4, promptTokens: 1000, completionTokens: 500 }),
    ]);
    const { ask, page, usages } = chainOf([specOf(server, { priceIn: 2, priceOut: 8 })]);
    const { message, endpoint, fellBack } = await ask();
    expect(message.text).toBe('华东共有 12 位客户。');
    expect(page).toMatchObject({ shown: '华东共有 12 位客户。', resets: 0 });
    expect(page.all.length).toBe(4);
    expect({ endpoint, fellBack }).toEqual({ endpoint: 'first', fellBack: [] });
    expect(usages).toMatchObject([
      {
        endpoint: 'first',
        model: 'test-model',
        promptTokens: 1000,
        completionTokens: 500,
        estimated: false,
        outcome: 'ok',
      },
    ]);
    expect(usages[0]?.cost).toBeCloseTo(0.006, 10);
    expect(usages[0]).toMatchObject({ userId: 'u1', agent: 'crm' });
  });

  it('sends the request every vendor understands', async () => {
    const server = await serve([sayText('好的。')]);
    const spec = specOf(server, {
      temperature: 0.2,
      maxTokens: 800,
      headers: { 'x-tenant': 'sales' },
      extraBody: { enable_thinking: false },
    });
    await chainOf([spec]).ask({ tools: [findCustomer] });
    const [entry] = server.ledger;
    expect(entry?.authorized).toBe(true);
    expect(entry?.headers).toMatchObject({ 'x-tenant': 'sales', authorization: '***' });
    expect(entry?.body).toMatchObject({
      model: 'test-model',
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.2,
      max_tokens: 800,
      enable_thinking: false,
      messages: [{ role: 'system' }, { role: 'user', content: '查一下华东的客户' }],
    });
    const parameters = JSON.stringify(entry?.body?.tools?.[0]?.function.parameters);
    expect(parameters).toContain('"required":["name"]');
    expect(parameters).not.toMatch(/slot|label|\$schema/);
  });

  it('returns tool calls with parsed arguments', async () => {
    const calls = [
      { name: 'find_customer', args: { name: '远航医药' } },
      { name: 'list_leads', args: '' },
    ];
    const { answer, page } = await askOne(callTools(calls), { tools: [findCustomer, listLeads] });
    expect(answer.message.tool_calls).toMatchObject([
      { id: 'call_1', name: 'find_customer', args: { name: '远航医药' } },
      { id: 'call_2', name: 'list_leads', args: {} },
    ]);
    expect(page.shown).toBe('');
  });

  it('cuts a long history to the context of the endpoint', async () => {
    const server = await serve([sayText('好的。')]);
    const history = Array.from({ length: 40 }, (_, i) => [
      new HumanMessage(`第${i}问`.repeat(40)),
      new AIMessage('答'.repeat(80)),
    ]);
    await chainOf([specOf(server, { contextTokens: 1000, maxTokens: 200 })]).ask({
      messages: [new SystemMessage('规则'), ...history.flat(), new HumanMessage('最后一问')],
    });
    const sent = server.ledger[0]?.body?.messages ?? [];
    expect(sent[0]).toMatchObject({ role: 'system', content: '规则' });
    expect(sent.at(-1)).toMatchObject({ role: 'user', content: '最后一问' });
    expect(sent.length).toBeLessThan(30);
  });

  it('uses the list of an agent instead of the default one', async () => {
    const [house, own] = [await serve([sayText('一般')]), await serve([sayText('专用')])];
    const { ask } = chainOf([specOf(house)], { perAgent: { analyst: [specOf(own, { name: 'own' })] } });
    const answer = await ask({ meta: { userId: null, agent: 'analyst', runId: 'r2' } });
    expect(answer).toMatchObject({ endpoint: 'own', message: { content: '专用' } });
    expect(house.ledger).toHaveLength(0);
  });
});

describe('budget, metering and what is told', () => {
  it('goes to the built-in model when the budget is used up', async () => {
    const [first, second] = [await serve([]), await serve([])];
    const { ask } = chainOf([specOf(first), specOf(second, { name: 'second' })], { admit: async () => false });
    expect(await ask()).toMatchObject({ endpoint: 'builtin', fellBack: [{ endpoint: 'first', reason: 'budget' }] });
    expect([...first.ledger, ...second.ledger]).toHaveLength(0);
  });

  it('asks the budget of the person when the turn names one', async () => {
    const server = await serve([sayText('好')]);
    const { ask } = chainOf([specOf(server)], { admit: async () => false });
    expect(await ask({ admit: async () => true })).toMatchObject({ endpoint: 'first' });
    expect(await ask({ admit: async () => false })).toMatchObject({ fellBack: [{ reason: 'budget' }] });
  });

  it('goes to the built-in model when the budget cannot be read', async () => {
    const server = await serve([]);
    const { ask } = chainOf([specOf(server)], { admit: () => Promise.reject(new Error('no database')) });
    expect(await ask()).toMatchObject({ endpoint: 'builtin', fellBack: [{ reason: 'budget' }] });
  });

  it('answers although the usage could not be recorded', async () => {
    const onUsage = () => Promise.reject(new Error('no database'));
    const { answer, lines } = await askOne(sayText('好'), {}, { onUsage });
    expect(answer.endpoint).toBe('first');
    expect(lines.join('')).toContain('model usage was not recorded');
  });

  it('writes neither prompts, nor answers, nor keys, nor the vendor’s words to the log', async () => {
    const secret = '客户张三的电话 13812345678';
    const body = { error: { message: `Incorrect API key ${KEY}: ${secret}`, type: 'auth', code: 'bad_key' } };
    const { lines, answer } = await askOne(
      { kind: 'status', status: 401, body },
      { messages: [new HumanMessage(secret)] },
    );
    const log = lines.join('');
    expect(answer.fellBack).toHaveLength(1);
    expect(log).toContain('"reason":"unauthorized"');
    expect(log).not.toMatch(/张三|5678|0123456789abcdef|Incorrect/);
  });

  it.each<[string, Partial<ModelSpec>]>([
    ['a label that is taken', { name: 'builtin' }],
    ['an address that is none', { baseUrl: 'api.example.cn/v1' }],
    ['no model', { model: '' }],
    ['no key', { apiKey: '' }],
  ])('refuses settings with %s', (_name, wrong) => {
    const spec = { name: 'first', baseUrl: 'http://127.0.0.1:1/v1', apiKey: KEY, model: 'm', ...wrong };
    expect(() => chainOf([spec])).toThrow(expect.objectContaining({ code: 'models.bad_settings' }));
  });
});

describe('cancelling', () => {
  it('stops in the middle of a stream, asks nobody else and takes nothing back', async () => {
    const server = await serve([sayText('一二三', { early: { afterEvents: 3, how: 'hang' } })]);
    const { ask, page, builtin, usages } = chainOf([specOf(server)]);
    const controller = new AbortController();
    const turn = ask({
      signal: controller.signal,
      onToken: (text) => {
        page.shown += text;
        if (page.shown === '一二') controller.abort();
      },
    });
    await expect(turn).rejects.toMatchObject({ code: 'models.cancelled' });
    await expect(server.ledger[0]?.ended).resolves.toBe('client_left');
    expect({ asked: builtin.asked, ...page }).toMatchObject({ asked: 0, shown: '一二', resets: 0 });
    expect(usages).toMatchObject([{ outcome: 'cancelled', estimated: true }]);
  });

  it('stops while the endpoint is silent', async () => {
    const controller = new AbortController();
    const server = await serve(() => {
      controller.abort();
      return { kind: 'silent' };
    });
    const { ask, builtin } = chainOf([specOf(server)]);
    await expect(ask({ signal: controller.signal })).rejects.toMatchObject({ code: 'models.cancelled' });
    expect(builtin.asked).toBe(0);
  });

  it('asks nobody when it was cancelled before', async () => {
    const server = await serve([sayText('好')]);
    const { ask } = chainOf([specOf(server)]);
    await expect(ask({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'models.cancelled' });
    expect(server.ledger).toHaveLength(0);
  });

  it('does not count against the endpoint', async () => {
    const server = await serve([sayText('一二三', { early: { afterEvents: 3, how: 'hang' } })]);
    const { ask, chain } = chainOf([specOf(server)], { breaker: { failures: 1, resetMs: 1000 } });
    const controller = new AbortController();
    await expect(ask({ signal: controller.signal, onToken: () => controller.abort() })).rejects.toThrow();
    expect(chain.status()).toMatchObject([{ state: 'closed', lastFailure: null }]);
  });
});
