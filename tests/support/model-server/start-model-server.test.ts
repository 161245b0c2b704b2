import { afterEach, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from './start-model-server.ts';
import { callTool, refuse, sayText } from './step.ts';

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
});

const post = (url: string, body: unknown, key = 'k') =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the model server', () => {
  it('streams events in the documented form, and keeps what it was asked without the key', async () => {
    server = await startModelServer({ script: [sayText('你好吗', { keepAlives: 1 })], apiKey: 'k' });
    const text = await (await post(server.url, { model: 'm', stream: true, messages: [] })).text();
    const lines = text.split('\n').filter(Boolean);
    expect(lines[0]).toBe(': keep-alive');
    expect(lines.at(-1)).toBe('data: [DONE]');
    const events = lines.slice(1, -1).map((line) => JSON.parse(line.slice(6)) as Record<string, unknown>);
    expect(events[0]).toMatchObject({ object: 'chat.completion.chunk', choices: [{ delta: { role: 'assistant' } }] });
    expect(events.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 14 } });
    const [entry] = server.ledger;
    expect(entry).toMatchObject({
      method: 'POST',
      authorized: true,
      body: { model: 'm' },
      headers: { authorization: '***' },
    });
    expect(await entry?.ended).toBe('answered');
  });

  it('answers whole when no stream is asked for', async () => {
    server = await startModelServer({ script: [callTool('f', { a: 1 })] });
    const body: unknown = await (await post(server.url, { model: 'm' })).json();
    expect(body).toMatchObject({
      object: 'chat.completion',
      choices: [
        { finish_reason: 'tool_calls', message: { tool_calls: [{ function: { name: 'f', arguments: '{"a":1}' } }] } },
      ],
    });
  });

  it('refuses a wrong key, follows pushed steps, and names a request beyond the script', async () => {
    server = await startModelServer({ apiKey: 'k' });
    expect((await post(server.url, {}, 'wrong')).status).toBe(401);
    server.push(refuse(429, '3'), (body) => sayText(`you are ${body?.model}`));
    const limited = await post(server.url, {});
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await (await post(server.url, { model: 'm7' })).text()).toContain('you are m7');
    expect((await post(server.url, {})).status).toBe(500);
    expect(await server.ledger.at(-1)?.ended).toBe('unscripted');
  });
});
