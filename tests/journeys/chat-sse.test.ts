import { HttpAgent } from '@ag-ui/client';
import { EventSchemas } from '@ag-ui/core/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import { ask, openChatSocket, runInput } from '../support/chat.ts';
import { boxStaff, boxWorld, type BoxWorld } from '../support/box-staff.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, sayText, type Step } from '../support/model-server/step.ts';
import { somebodyWaits } from '../support/somebody-waits.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let model: ModelServer;
let person: TestClient;
let boxes: BoxWorld;
const shelf = boxWorld();

beforeAll(async () => {
  model = await startModelServer();
  world = await testService(
    { LLM_BASE_URL: model.url, LLM_API_KEY: 'sk-test-key-of-the-tests', LLM_MODEL: 'test-model' },
    // The stock client compares the card's end with the machine's own time.
    { staff: boxStaff(shelf), clock: new FakeClock(new Date()) },
  );
  person = await world.as('sales_manager');
});
afterAll(async () => {
  await world.stop();
  await model.close();
});
beforeEach(() => {
  boxes = Object.assign(shelf, boxWorld());
});

function stockClient(threadId = newId()): HttpAgent {
  return new HttpAgent({
    url: `${world.url}/api/v1/chat/runs`,
    headers: { authorization: `Bearer ${person.token}` },
    threadId,
  });
}

async function post(body: unknown, signal?: AbortSignal): Promise<Response> {
  return await fetch(`${world.url}/api/v1/chat/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** Does something while another transaction holds a row, and lets go of the row as soon as somebody waits for it. */
async function whileLocked<T>(rowSql: string, id: string, work: () => Promise<T>): Promise<T> {
  const orm = world.service.parts.orm;
  let working: Promise<T> | undefined;
  await forkEm(orm).transactional(async (em) => {
    await query(em, `${rowSql} for update`, [id]);
    working = work();
    await Promise.race([working, somebodyWaits(em)]);
  });
  return await working!;
}

const lookAndSay = (text: string): void => model.push(callTool('look_into_box', { box: '红盒子' }), sayText(text));

async function answersOf(threadId: string): Promise<string[]> {
  const detail = await person.call<{ messages: { role: string; content: string }[] }>(
    'GET',
    `/api/v1/chat/conversations/${threadId}`,
  );
  return detail.body.messages.filter((one) => one.role === 'assistant').map((one) => one.content);
}

describe('the stock AG-UI client', () => {
  it('asks and gets words, tool steps and parts, as events of the standard', async () => {
    const agent = stockClient();
    const types: string[] = [];
    model.push(callTool('look_into_box', { box: '红盒子' }, { text: '我看看。' }), sayText('红盒子上写的是“旧标签”。'));
    agent.addMessage({ id: newId(), role: 'user', content: '看看红盒子' });
    const done: string[] = [];
    const { newMessages } = await agent.runAgent(
      {},
      {
        onEvent: ({ event }) => {
          EventSchemas.parse(event);
          types.push(event.type);
        },
        onRunFinishedEvent: ({ outcome }) => void done.push(outcome),
      },
    );
    expect(types[0]).toBe('RUN_STARTED');
    expect(types.filter((type) => type === 'RUN_FINISHED' || type === 'RUN_ERROR')).toEqual(['RUN_FINISHED']);
    expect(types.at(-1)).toBe('RUN_FINISHED');
    expect(done).toEqual(['success']);
    const words = newMessages.filter((one) => one.role === 'assistant').map((one) => one.content ?? '');
    expect(words.join('')).toContain('红盒子上写的是“旧标签”。');
    expect(newMessages.find((one) => one.role === 'tool')).toMatchObject({ content: '红盒子上写着“旧标签”。' });
    expect(newMessages.find((one) => one.role === 'activity')).toMatchObject({ activityType: 'filter' });
  });

  it('is interrupted by a card that says what it is about, and goes on with the decision', async () => {
    const agent = stockClient();
    model.push(callTool('relabel_box', { box: '红盒子', label: '新标签' }));
    agent.addMessage({ id: newId(), role: 'user', content: '把红盒子的标签换成新标签' });
    await agent.runAgent();
    expect(agent.pendingInterrupts).toMatchObject([
      { reason: 'approval', message: '把红盒子的标签换成“新标签”', toolCallId: expect.any(String) as string },
    ]);
    const card = agent.messages.find((one) => one.role === 'activity')!;
    const { id, hash, expires_at: end } = card.content as { id: string; hash: string; expires_at: string };
    expect(agent.pendingInterrupts[0]).toMatchObject({ id, expiresAt: end });
    model.push(sayText('换好了。'));
    const { newMessages } = await agent.runAgent({
      resume: [{ interruptId: id, status: 'resolved', payload: { decision: 'approve', hash } }],
    });
    expect(agent.pendingInterrupts).toEqual([]);
    expect(newMessages.map((one) => one.content)).toContain('换好了。');
    expect(boxes.carriedOut).toBe(1);
  });

  it('is interrupted, gives up the card, and nothing is changed', async () => {
    const agent = stockClient();
    model.push(callTool('relabel_box', { box: '红盒子', label: '新标签' }), sayText('好，不换。'));
    agent.addMessage({ id: newId(), role: 'user', content: '换标签' });
    await agent.runAgent();
    const interruptId = agent.pendingInterrupts[0]!.id;
    await agent.runAgent({ resume: [{ interruptId, status: 'cancelled' }] });
    expect(boxes.carriedOut).toBe(0);
    const waiting = await person.call<{ items: { id: string }[] }>('GET', '/api/v1/chat/approvals');
    expect(waiting.body.items.map((one) => one.id)).not.toContain(interruptId);
  });
});

describe('an event stream', () => {
  it('may be left: the answer goes on and is stored', async () => {
    const threadId = newId();
    const leaving = new AbortController();
    const gate = Promise.withResolvers<void>();
    boxes.gate = gate.promise;
    lookAndSay('没有人听，也说完。');
    const response = await post(runInput({ threadId, text: '看看红盒子' }), leaving.signal);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    leaving.abort();
    gate.resolve();
    await expect.poll(() => answersOf(threadId)).toEqual(['没有人听，也说完。']);
  });

  it('tells exactly what is stored', async () => {
    const threadId = newId();
    lookAndSay('旧标签。');
    const { events } = await ask(world, person, { threadId, text: '看看红盒子' });
    const stored = await query<{ event: unknown }>(
      forkEm(world.service.parts.orm),
      'select event from run_event where conversation_id = $1 order by seq',
      [threadId],
    );
    expect(stored.map((row) => row.event)).toEqual(events);
  });

  it('of a run that was begun before follows that run, or tells it again, and ends with it', async () => {
    const question = { threadId: newId(), runId: newId(), text: '看看红盒子' };
    const asked = model.ledger.length;
    const gate = Promise.withResolvers<void>();
    boxes.gate = gate.promise;
    lookAndSay('旧标签。');
    const first = ask(world, person, question);
    await expect.poll(() => model.ledger.length).toBe(asked + 1);
    const second = ask(world, person, question);
    await expect.poll(() => model.ledger.length).toBe(asked + 1);
    gate.resolve();
    const [told, followed] = await Promise.all([first, second]);
    const again = await ask(world, person, question);
    expect([followed.error, again.error]).toEqual([undefined, undefined]);
    expect(followed.events).toEqual(told.events);
    expect(again.events).toEqual(told.events);
    expect(model.ledger.length).toBe(asked + 2);
    expect(await answersOf(question.threadId)).toEqual(['旧标签。']);
  });

  it('waits for somebody else who writes to the same conversation', async () => {
    const threadId = newId();
    model.push(sayText('好。'), sayText('也好。'));
    await ask(world, person, { threadId, text: '你好' });
    const answer = await whileLocked('select id from conversation where id = $1', threadId, () =>
      ask(world, person, { threadId, text: '再见' }),
    );
    expect(answer).toMatchObject({ status: 200, outcome: 'success', text: '也好。' });
  });

  it('decides a card after somebody else who holds it', async () => {
    const threadId = newId();
    model.push(callTool('relabel_box', { box: '红盒子', label: '新标签' }));
    const { cards } = await ask(world, person, { threadId, text: '换标签' });
    model.push(sayText('换好了。'));
    const { id, hash } = cards[0]!;
    const answer = await whileLocked('select id from approval where id = $1', id, () =>
      ask(world, person, { threadId, decisions: { [id]: { decision: 'approve', hash } } }),
    );
    expect(answer).toMatchObject({ outcome: 'success', text: '换好了。' });
    expect(boxes.carriedOut).toBe(1);
  });

  it('is refused with a run id of another conversation', async () => {
    const runId = newId();
    model.push(sayText('好。'));
    await ask(world, person, { runId, text: '你好' });
    expect(await ask(world, person, { runId, text: '你好' })).toMatchObject({ status: 409, error: 'chat.run_taken' });
    const other = await world.as('salesperson');
    expect(await ask(world, other, { runId, text: '你好' })).toMatchObject({ status: 409, error: 'chat.run_taken' });
  });

  it('is given to one of two questions at once, also when they begin the conversation', async () => {
    for (let round = 0; round < 5; round += 1) {
      const threadId = newId();
      const gate = Promise.withResolvers<void>();
      boxes.gate = gate.promise;
      lookAndSay('旧标签。');
      const asked = model.ledger.length;
      const both = ['看看红盒子', '再看看红盒子'].map((text) => ask(world, person, { threadId, text }));
      await Promise.race(both);
      await expect.poll(() => model.ledger.length).toBe(asked + 1);
      gate.resolve();
      const answers = await Promise.all(both);
      expect(answers.map((one) => one.error ?? one.outcome).sort()).toEqual(['chat.busy', 'success']);
    }
  });

  it('takes words with characters that no database stores', async () => {
    const threadId = newId();
    model.push(sayText('好。'));
    const answer = await ask(world, person, { threadId, text: '你\u0000好\ud800，看看' });
    expect(answer.outcome).toBe('success');
    const said = answer.events.find((event) => event['name'] === 'user_message');
    expect(said?.['value']).toMatchObject({ content: '你好\ufffd，看看' });
  });

  const good = (): Record<string, unknown> => runInput({ text: '你好' });
  it.each<[string, () => unknown, number, string]>([
    ['half JSON', () => '{"threadId":', 400, 'server.bad_json'],
    ['a list', () => [], 400, 'kernel.invalid_input'],
    ['nothing in it', () => ({}), 400, 'kernel.invalid_input'],
    ['no run id', () => ({ ...good(), runId: undefined }), 400, 'kernel.invalid_input'],
    ['a number for the thread', () => ({ ...good(), threadId: 5 }), 400, 'kernel.invalid_input'],
    ['odd characters in the thread', () => ({ ...good(), threadId: "x'; --" }), 400, 'kernel.invalid_input'],
    ['a NUL in the thread', () => ({ ...good(), threadId: 'a\u0000' }), 400, 'kernel.invalid_input'],
    ['a thread id that is too long', () => ({ ...good(), threadId: 'x'.repeat(65) }), 400, 'kernel.invalid_input'],
    ['a text for messages', () => ({ ...good(), messages: 'hi' }), 400, 'server.bad_frame'],
    [
      'a message of an unknown role',
      () => ({ ...good(), messages: [{ id: '1', role: 'king', content: '' }] }),
      400,
      'server.bad_frame',
    ],
    [
      'a resume without its interrupt',
      () => ({ ...good(), resume: [{ status: 'resolved' }] }),
      400,
      'server.bad_frame',
    ],
    ['no words', () => ({ ...good(), messages: [] }), 400, 'chat.empty'],
    [
      'two megabytes',
      () => ({ ...good(), context: [{ description: 'x'.repeat(2_000_000), value: '' }] }),
      413,
      'server.body_too_large',
    ],
  ])('is not begun for an input with %s', async (_name, body, status, code) => {
    const asked = model.ledger.length;
    const response = await post(body());
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
      status,
      code,
    ]);
    expect(model.ledger.length).toBe(asked);
  });
});

describe('a model that talks garbage', () => {
  const valid = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
  const chunk = (delta: unknown, finish: string | null = null): string =>
    `data: ${JSON.stringify({ ...valid, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const noise = Uint8Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256);

  it.each<[string, Step[]]>([
    ['bytes that are no text', [{ kind: 'bytes', bytes: noise }]],
    ['a page instead of a stream', [{ kind: 'bytes', bytes: '<html>502</html>', contentType: 'text/html' }]],
    ['half a JSON event', [{ kind: 'bytes', bytes: 'data: {"choices":[{"delta":{"cont\n\ndata: [DONE]\n\n' }]],
    ['nothing at all', [{ kind: 'bytes', bytes: '' }]],
    ['an empty answer', [sayText('')]],
    ['half an answer', [sayText('红盒子上写着', { early: { afterEvents: 2, how: 'cut' } })]],
    ['half JSON for arguments', [callTool('relabel_box', '{"box":"红盒子","label"')]],
    ['no object for arguments', [callTool('relabel_box', '[1,2]')]],
    ['wrong arguments', [callTool('relabel_box', { box: 7, label: { deep: [] } })]],
    ['an unknown tool', [callTool('drop_everything', { all: true })]],
    ['a dropped connection', [{ kind: 'drop' }]],
    [
      'NULs and halves of characters',
      [
        {
          kind: 'bytes',
          bytes: `${chunk({ role: 'assistant', content: '好\u0000的' })}${chunk({ content: '\ud83d' })}${chunk({ content: '\ude00\udc00' }, 'stop')}data: [DONE]\n\n`,
        },
      ],
    ],
    ['NULs in arguments', [callTool('look_into_box', '{"box":"红\\u0000盒子\\ud800"}'), sayText('没有。')]],
    [
      'a NUL in a call id',
      [
        { kind: 'answer', calls: [{ id: 'a\u0000b', name: 'look_into_box', args: { box: '红盒子' } }] },
        sayText('旧标签。'),
      ],
    ],
  ])('with %s: the person gets an answer, nothing is changed, and the thread goes on', async (_name, steps) => {
    const threadId = newId();
    const asked = model.ledger.length;
    model.push(...steps);
    const spare = 6;
    for (let n = 0; n < spare; n += 1) model.push(sayText('我在。'));
    const answer = await ask(world, person, { threadId, text: '看看红盒子' });
    expect(answer.outcome ?? answer.error).toMatch(/^(success|chat\.|models\.)/);
    expect(answer.text.length).toBeGreaterThan(0);
    expect(boxes.carriedOut).toBe(0);
    expect((await answersOf(threadId)).join('')).toBe(answer.text);
    const [run] = await query<{ status: string }>(
      forkEm(world.service.parts.orm),
      'select status from run where conversation_id = $1',
      [threadId],
    );
    expect(run?.status).toBe('finished');
    const next = await ask(world, person, { threadId, text: '在吗' });
    expect(next).toMatchObject({ outcome: 'success', text: '我在。' });
    // What of the script was not asked for must not answer the next test.
    for (let left = asked + steps.length + spare - model.ledger.length; left > 0; left -= 1)
      await fetch(`${model.url}/chat/completions`, { method: 'POST', body: '{}' });
    world.clock.advance({ minutes: 2 });
  });

  it('shows a socket no half characters', async () => {
    const socket = await openChatSocket(world, person);
    const runId = newId();
    model.push({
      kind: 'bytes',
      bytes: `${chunk({ role: 'assistant', content: '好\ud83d' })}${chunk({ content: '\ude00' }, 'stop')}data: [DONE]\n\n`,
    });
    socket.send({ type: 'run', input: runInput({ runId, text: '笑一个' }) });
    await socket.until((frame) => frame.event?.type === 'RUN_FINISHED');
    const deltas = socket.frames.flatMap((frame) =>
      frame.event?.type === 'TEXT_MESSAGE_CONTENT' ? [frame.event['delta']] : [],
    );
    expect(deltas.join('')).toBe('好😀');
    socket.close();
  });
});
