import { describe, expect, it } from 'vitest';
import { askOne, chainOf, findCustomer, serve, specOf } from '../../tests/support/chain-on-server.ts';
import { callTool, refuse, sayText, type Step } from '../../tests/support/model-server/step.ts';

const TOO_LONG = { error: { message: 'maximum context length is 4096 tokens', code: 'context_length_exceeded' } };

describe('failures that fall back', () => {
  it.each<[string, Step, string]>([
    ['401', refuse(401), 'unauthorized'],
    ['403', refuse(403), 'forbidden'],
    ['404', refuse(404), 'not_found'],
    ['400', refuse(400), 'rejected'],
    ['a prompt that is too long', { kind: 'status', status: 400, body: TOO_LONG }, 'rejected'],
    ['429', refuse(429), 'rate_limited'],
    ['500', refuse(500), 'server_error'],
    ['503', refuse(503), 'server_error'],
    ['a redirect', refuse(307), 'rejected'],
    ['connection dropped before the head', { kind: 'drop' }, 'connect'],
    ['cut in the stream', sayText('华东共有', { early: { afterEvents: 3, how: 'cut' } }), 'cut'],
    ['polite end in the stream', sayText('华东共有', { early: { afterEvents: 3, how: 'end' } }), 'cut'],
    ['no [DONE]', sayText('华东共有', { done: false }), 'cut'],
    ['[DONE] without finish_reason', sayText('华东共有', { finish: null }), 'cut'],
    ['out of resources', sayText('华东', { finish: 'insufficient_system_resource' }), 'cut'],
    ['empty answer', sayText(''), 'empty'],
    ['blank answer', sayText(' \n '), 'empty'],
    ['only thinking', sayText('', { reasoning: '想' }), 'empty'],
    ['content filter', sayText('华东', { finish: 'content_filter' }), 'content_filter'],
    ['garbage in an event', { kind: 'bytes', bytes: 'data: {"choices":[{"del\n\ndata: [DONE]\n\n' }, 'bad_stream'],
    ['garbage bytes', { kind: 'bytes', bytes: Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256) }, 'cut'],
    ['a web page', { kind: 'bytes', bytes: '<html>login</html>', contentType: 'text/html' }, 'cut'],
    ['an error event', { kind: 'bytes', bytes: 'data: {"error":{"message":"overloaded"}}\n\n' }, 'server_error'],
    ['10 MB of answer', sayText('长'.repeat(3_400_000), { pieces: 2000 }), 'too_large'],
    ['10 MB in one line', { kind: 'bytes', bytes: `data: ${'x'.repeat(10_000_000)}` }, 'too_large'],
    ['half a tool call', callTool('find_customer', '{"name":"远', { finish: 'length' }), 'truncated_call'],
  ])('%s', async (_name, step, reason) => {
    const { answer, page, builtin, server } = await askOne(step, { tools: [findCustomer] });
    expect(answer).toMatchObject({ endpoint: 'builtin', fellBack: [{ endpoint: 'first', reason }] });
    expect(answer.message.text).toBe('内置回答');
    expect(page.shown).toBe('内置回答');
    expect(builtin.asked).toBe(1);
    expect(server.ledger).toHaveLength(1);
  });

  it('asks the next endpoint before the built-in model, and takes back what was shown', async () => {
    const first = await serve([sayText('错误的开头', { pieces: 5, early: { afterEvents: 4, how: 'cut' } })]);
    const second = await serve([sayText('正确的回答')]);
    const { ask, page, builtin, usages } = chainOf([specOf(first), specOf(second, { name: 'second' })]);
    const answer = await ask();
    expect(answer).toMatchObject({ endpoint: 'second', fellBack: [{ endpoint: 'first', reason: 'cut' }] });
    expect(page).toMatchObject({ shown: '正确的回答', resets: 1 });
    expect(page.all.join('')).toMatch(/^错误.*正确的回答$/);
    expect(builtin.asked).toBe(0);
    expect(usages.map(({ endpoint, outcome, estimated }) => ({ endpoint, outcome, estimated }))).toEqual([
      { endpoint: 'first', outcome: 'cut', estimated: true },
      { endpoint: 'second', outcome: 'ok', estimated: false },
    ]);
  });

  it('takes the words back once, also when the next endpoint fails before it speaks', async () => {
    const first = await serve([sayText('开头', { early: { afterEvents: 2, how: 'cut' } })]);
    const second = await serve([refuse(500)]);
    const { ask, page } = chainOf([specOf(first), specOf(second, { name: 'second' })]);
    await ask();
    expect(page).toMatchObject({ shown: '内置回答', resets: 1 });
  });

  it('shows no reset when nothing was shown', async () => {
    const { page } = await askOne(refuse(500));
    expect(page.resets).toBe(0);
  });

  it('charges nothing for a refused request', async () => {
    const { usages } = await askOne(refuse(500));
    expect(usages[0]).toMatchObject({ outcome: 'server_error', promptTokens: 0, completionTokens: 0 });
    expect(usages[1]).toMatchObject({ endpoint: 'builtin', outcome: 'ok', cost: 0 });
  });

  it('falls back when nothing listens at the address', async () => {
    const server = await serve([]);
    await server.close();
    const { ask } = chainOf([specOf(server)]);
    expect(await ask()).toMatchObject({ endpoint: 'builtin', fellBack: [{ reason: 'connect' }] });
  });

  it('says that all failed when the built-in model fails too', async () => {
    const server = await serve([refuse(500)]);
    const { ask, builtin } = chainOf([specOf(server)]);
    builtin.answer = new Error('broken');
    await expect(ask()).rejects.toMatchObject({ code: 'models.all_failed', kind: 'transient' });
  });

  it('works with no endpoint at all', async () => {
    const { ask } = chainOf([]);
    expect(await ask()).toMatchObject({ endpoint: 'builtin', fellBack: [] });
  });
});

describe('time', () => {
  // Long enough for the request to arrive on a busy machine, short enough not to be felt.
  const short = 100;

  it.each<[string, Step, 'first_token_timeout' | 'idle_timeout']>([
    ['silence before the first byte', { kind: 'silent' }, 'first_token_timeout'],
    [
      'a head and keep-alives, but no word',
      sayText('x', { keepAlives: 3, early: { afterEvents: 1, how: 'hang' } }),
      'first_token_timeout',
    ],
    ['silence in the middle', sayText('一二三', { early: { afterEvents: 2, how: 'hang' } }), 'idle_timeout'],
  ])('%s', async (_name, step, reason) => {
    const waits = { firstTokenMs: 5000, idleMs: 5000, totalMs: 5000 };
    const timeouts = { ...waits, [reason === 'idle_timeout' ? 'idleMs' : 'firstTokenMs']: short };
    const { answer, server, page } = await askOne(step, {}, { timeouts });
    expect(answer).toMatchObject({ endpoint: 'builtin', fellBack: [{ endpoint: 'first', reason }] });
    expect(page.shown).toBe('内置回答');
    await expect(server.ledger[0]?.ended).resolves.toBe('client_left');
  });

  it('ends an answer that is slow without end', async () => {
    const step = sayText('一'.repeat(300), { pieces: 300, pauseMs: 5 });
    const { answer, server } = await askOne(step, {}, { timeouts: { firstTokenMs: 5000, idleMs: 5000, totalMs: 100 } });
    expect(answer.fellBack).toEqual([{ endpoint: 'first', reason: 'total_timeout' }]);
    await expect(server.ledger[0]?.ended).resolves.toBe('client_left');
  });

  it('lets a slow answer finish that keeps speaking, aloud or in thought', async () => {
    // 40 events, 15 ms apart: twice the idle time in all.
    const step = sayText('一'.repeat(20), { pieces: 20, reasoning: '想'.repeat(20), pauseMs: 15 });
    const { answer } = await askOne(step, {}, { timeouts: { firstTokenMs: 5000, idleMs: 300, totalMs: 10_000 } });
    expect(answer).toMatchObject({ endpoint: 'first', message: { content: '一'.repeat(20) } });
  });
});
