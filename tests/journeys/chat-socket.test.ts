import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { ServerFrame } from '../../kernel/contracts/chat.ts';
import { newId } from '../../kernel/ids.ts';
import { ask, endOf, framesOf, openChatSocket, runInput, wsTicket, type ChatSocket } from '../support/chat.ts';
import { boxStaff, boxWorld, type BoxWorld } from '../support/box-staff.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, sayText } from '../support/model-server/step.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let model: ModelServer;
let person: TestClient;
let boxes: BoxWorld;
const shelf = boxWorld();
const open: ChatSocket[] = [];

beforeAll(async () => {
  model = await startModelServer();
  world = await testService(
    {
      LLM_BASE_URL: model.url,
      LLM_API_KEY: 'sk-test-key-of-the-tests',
      LLM_MODEL: 'test-model',
      ALLOWED_ORIGINS: 'https://console.example.com',
    },
    { staff: boxStaff(shelf) },
  );
  person = await world.as('sales_manager');
});
afterAll(async () => {
  for (const socket of open) socket.raw.terminate();
  await world.stop();
  await model.close();
});
beforeEach(() => {
  boxes = Object.assign(shelf, boxWorld());
  for (const socket of open.splice(0)) socket.raw.terminate();
});

async function connect(
  client: TestClient = person,
  options: Parameters<typeof openChatSocket>[2] = {},
): Promise<ChatSocket> {
  const socket = await openChatSocket(world, client, options);
  open.push(socket);
  return socket;
}

function run(socket: ChatSocket, threadId: string, text: string): string {
  const runId = newId();
  socket.send({ type: 'run', input: runInput({ threadId, runId, text }) });
  return runId;
}

/** Lets the reading tool wait until the answer of this is called. */
function closeGate(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  boxes.gate = promise;
  return resolve;
}

async function storedFrames(threadId: string): Promise<unknown[]> {
  return await query(
    forkEm(world.service.parts.orm),
    'select conversation_id as "threadId", run_id as "runId", seq, event from run_event where conversation_id = $1 order by seq',
    [threadId],
  );
}

const seqs = (socket: ChatSocket, threadId: string): number[] => framesOf(socket, threadId).map((frame) => frame.seq);
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe('a chat socket', () => {
  it('says hello, and answers a question with frames that count from 1 without gaps, as they are stored', async () => {
    const socket = await connect();
    expect(await socket.until((frame) => frame.type === 'hello')).toMatchObject({ user_id: person.userId });
    const threadId = newId();
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('红盒子上写的是“旧标签”。'));
    const first = run(socket, threadId, '看看红盒子');
    await socket.until(endOf(first));
    model.push(sayText('不客气。'));
    const second = run(socket, threadId, '谢谢');
    await socket.until(endOf(second));
    const frames = framesOf(socket, threadId);
    expect(frames.map((frame) => frame.seq)).toEqual(from(1, frames.length));
    expect(frames.every((frame) => ServerFrame.safeParse(frame).success)).toBe(true);
    expect(frames.filter((frame) => frame.event.type === 'RUN_FINISHED')).toHaveLength(2);
    expect(frames).toEqual(await storedFrames(threadId));
  });

  it('shows a second device of the same person the same frames', async () => {
    const [here, there] = [await connect(), await connect()];
    const threadId = newId();
    there.send({ type: 'join', threadId });
    await there.until((frame) => frame.type === 'joined');
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('旧标签。'));
    const runId = run(here, threadId, '看看红盒子');
    await Promise.all([here.until(endOf(runId)), there.until(endOf(runId))]);
    expect(framesOf(there, threadId)).toEqual(framesOf(here, threadId));
  });

  it('refuses to let somebody else follow, ask in or stop a conversation', async () => {
    const mine = await connect();
    const threadId = newId();
    const openGate = closeGate();
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('旧标签。'));
    const runId = run(mine, threadId, '看看红盒子');
    await mine.until((frame) => frame.event?.type === 'TOOL_CALL_END');
    const theirs = await connect(await world.as('administrator'));
    theirs.send({ type: 'join', threadId });
    expect(await theirs.until((frame) => frame.type === 'error')).toMatchObject({
      code: 'chat.conversation_not_found',
      threadId,
    });
    const intruding = run(theirs, threadId, '看看');
    await theirs.until((frame) => frame.runId === intruding && frame.code === 'chat.conversation_not_found');
    theirs.send({ type: 'cancel', runId });
    theirs.send({ type: 'ping' });
    await theirs.until((frame) => frame.type === 'pong');
    openGate();
    expect((await mine.until(endOf(runId))).event).toMatchObject({ outcome: { type: 'success' } });
    expect(framesOf(theirs, threadId)).toEqual([]);
  });

  it('gives a client that comes back exactly what it missed, also in the middle of an answer', async () => {
    const first = await connect();
    const threadId = newId();
    const openGate = closeGate();
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('旧标签。'));
    const runId = run(first, threadId, '看看红盒子');
    await first.until((frame) => frame.event?.type === 'TOOL_CALL_END');
    first.close();
    await first.closed;
    const [behind, level] = [await connect(), await connect()];
    behind.send({ type: 'join', threadId, after_seq: 2 });
    const last = framesOf(first, threadId).at(-1)!.seq;
    level.send({ type: 'join', threadId, after_seq: last });
    expect(await behind.until((frame) => frame.type === 'joined')).toMatchObject({ active_run_id: runId });
    await behind.until((frame) => frame.seq === last);
    await level.until((frame) => frame.type === 'joined');
    openGate();
    await Promise.all([behind.until(endOf(runId)), level.until(endOf(runId))]);
    const end = (await storedFrames(threadId)).length;
    expect(seqs(behind, threadId)).toEqual(from(3, end));
    expect(seqs(level, threadId)).toEqual(from(last + 1, end));
    const late = await connect();
    late.send({ type: 'join', threadId });
    await late.until(endOf(runId));
    expect(framesOf(late, threadId)).toEqual(await storedFrames(threadId));
  });

  it('loses and repeats nothing when join and question come in one breath', async () => {
    const threadId = newId();
    model.push(sayText('一。'));
    await ask(world, person, { threadId, text: '第一问' });
    const before = (await storedFrames(threadId)).length;
    model.push(sayText('二。'));
    const socket = await connect();
    socket.send({ type: 'join', threadId, after_seq: 1 });
    const runId = run(socket, threadId, '第二问');
    await socket.until(endOf(runId));
    expect(seqs(socket, threadId)).toEqual(from(2, (await storedFrames(threadId)).length));
    expect(before).toBeGreaterThan(2);
  });

  it('does not begin a run twice when its frame comes twice', async () => {
    const socket = await connect();
    const threadId = newId();
    const runId = newId();
    const asked = model.ledger.length;
    model.push(sayText('好。'));
    const input = runInput({ threadId, runId, text: '你好' });
    socket.send({ type: 'run', input });
    socket.send({ type: 'run', input });
    await socket.until(endOf(runId));
    expect(model.ledger.length).toBe(asked + 1);
    const detail = await person.call<{ messages: unknown[] }>('GET', `/api/v1/chat/conversations/${threadId}`);
    expect(detail.body.messages).toHaveLength(2);
    expect(seqs(socket, threadId)).toEqual(from(1, (await storedFrames(threadId)).length));
  });

  it('says so when a run id belongs to another conversation', async () => {
    const mine = newId();
    model.push(sayText('好。'));
    await ask(world, person, { runId: mine, text: '你好' });
    const socket = await connect(await world.as('salesperson'));
    socket.send({ type: 'run', input: runInput({ runId: mine, text: '你好' }) });
    expect(await socket.until((frame) => frame.type === 'error')).toMatchObject({
      code: 'chat.run_taken',
      runId: mine,
    });
  });

  it('stops an answer: the model is let go, what was said is kept, and the next question works', async () => {
    const socket = await connect();
    const threadId = newId();
    model.push(sayText('红盒子上写的是旧标签，蓝盒子', { early: { afterEvents: 3, how: 'hang' } }));
    const runId = run(socket, threadId, '看看所有盒子');
    await socket.until((frame) => frame.event?.type === 'TEXT_MESSAGE_CONTENT');
    const request = model.ledger.at(-1)!;
    socket.send({ type: 'cancel', runId });
    expect((await socket.until(endOf(runId))).event).toMatchObject({ outcome: { type: 'cancelled' } });
    expect(await request.ended).toBe('client_left');
    const detail = await person.call<{ active_run_id: null; messages: { role: string; content: string }[] }>(
      'GET',
      `/api/v1/chat/conversations/${threadId}`,
    );
    expect(detail.body.active_run_id).toBeNull();
    expect(detail.body.messages.find((message) => message.role === 'assistant')?.content).toMatch(/^红盒子/);
    expect(framesOf(socket, threadId)).toEqual(await storedFrames(threadId));
    model.push(sayText('在的。'));
    const next = run(socket, threadId, '在吗');
    expect((await socket.until(endOf(next))).event).toMatchObject({ outcome: { type: 'success' } });
  });

  it('takes the next question in the moment it tells the end of the last answer', async () => {
    const socket = await connect();
    const threadId = newId();
    for (let round = 0; round < 5; round += 1) {
      model.push(sayText('好。'));
      const runId = run(socket, threadId, '你好');
      expect((await socket.until((frame) => endOf(runId)(frame) || frame.type === 'error')).event?.type).toBe(
        'RUN_FINISHED',
      );
    }
  });

  it('speaks the language of its ticket', async () => {
    const [zh, en] = [await connect(), await connect(person, { language: 'en' })];
    for (const socket of [zh, en]) socket.send({ type: 'nonsense' });
    expect(await zh.until((frame) => frame.type === 'error')).toMatchObject({ message: /格式不对/ });
    expect(await en.until((frame) => frame.type === 'error')).toMatchObject({ message: /does not fit/ });
    for (let n = 0; n < 60; n += 1) en.send({ type: 'ping' });
    expect(await en.until((frame) => frame.code === 'server.flooding')).toMatchObject({ message: /Too many messages/ });
  });
});

describe('the door', () => {
  const closing = async (options: Parameters<typeof openChatSocket>[2]) => {
    const socket = await connect(person, options);
    const end = await socket.closed;
    expect(socket.frames.map((frame) => frame.type)).toEqual(['error']);
    expect(socket.frames[0]?.code).toBe(end.reason);
    return end;
  };

  it('takes a ticket once, for half a minute, and none that was made up', async () => {
    const used = await wsTicket(person);
    const first = await connect(person, { ticket: used });
    await first.until((frame) => frame.type === 'hello');
    const refused = { code: 1008, reason: 'identity.ticket_invalid' };
    expect(await closing({ ticket: used })).toEqual(refused);
    const old = await wsTicket(person);
    world.clock.advance({ seconds: 31 });
    expect(await closing({ ticket: old })).toEqual(refused);
    expect(await closing({ ticket: 'zh.made-up' })).toEqual(refused);
    expect(await closing({ ticket: '' })).toEqual(refused);
  });

  it('lets pages of its own and of allowed sites in, and no others', async () => {
    const refused = { code: 1008, reason: 'server.bad_origin' };
    expect(await closing({ origin: 'https://evil.example.com' })).toEqual(refused);
    expect(await closing({ origin: 'https://console.example.com.evil.example' })).toEqual(refused);
    expect(await closing({ origin: 'null' })).toEqual(refused);
    for (const origin of [world.url, 'https://console.example.com']) {
      const socket = await connect(person, { origin });
      await socket.until((frame) => frame.type === 'hello');
    }
  });

  it('hears what is said before hello', async () => {
    const threadId = newId();
    const runId = newId();
    model.push(sayText('好。'));
    const socket = await connect(person, {
      atOnce: [{ type: 'ping' }, { type: 'run', input: runInput({ threadId, runId, text: '你好' }) }],
    });
    await socket.until(endOf(runId));
    expect(socket.frames.slice(0, 2).map((frame) => frame.type)).toEqual(['hello', 'pong']);
    const flood = await connect(person, { atOnce: Array.from({ length: 60 }, () => ({ type: 'ping' })) });
    expect(await flood.closed).toEqual({ code: 1008, reason: 'server.flooding' });
  });

  it('closes on a flood, and the other sockets go on', async () => {
    const [loud, quiet] = [await connect(), await connect()];
    await loud.until((frame) => frame.type === 'hello');
    for (let n = 0; n < 200; n += 1) loud.send({ type: 'ping' });
    expect(await loud.closed).toEqual({ code: 1008, reason: 'server.flooding' });
    expect(loud.frames.filter((frame) => frame.code === 'server.flooding')).toHaveLength(1);
    quiet.send({ type: 'ping' });
    await quiet.until((frame) => frame.type === 'pong');
  });

  it.each([
    ['no JSON', 'hello'],
    ['half JSON', '{"type":"run","input":{"threadId":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an unknown type', { type: 'drop_tables' }],
    ['a run without input', { type: 'run' }],
    ['a number for an id', { type: 'join', threadId: 7 }],
    ['a negative place', { type: 'join', threadId: 't', after_seq: -1 }],
    ['an unknown field', { type: 'ping', more: 1 }],
    ['an id with a NUL', { type: 'join', threadId: 'a\u0000b' }],
    ['an empty id', { type: 'join', threadId: '' }],
    ['a stop with a NUL', { type: 'cancel', runId: '\u0000' }],
    ['a run with a text for messages', { type: 'run', input: { threadId: 't', runId: 'r', messages: 'hi' } }],
    ['a run with odd ids', { type: 'run', input: runInput({ threadId: '../../x', text: '你好' }) }],
  ])('answers %s with an error and changes nothing', async (_name, frame) => {
    const socket = await connect();
    await socket.until((one) => one.type === 'hello');
    const asked = model.ledger.length;
    socket.send(frame);
    expect(await socket.until((one) => one.type === 'error')).toMatchObject({ code: 'server.bad_frame' });
    socket.send({ type: 'ping' });
    await socket.until((one) => one.type === 'pong');
    expect(model.ledger.length).toBe(asked);
    expect(socket.frames.some((one) => one.seq !== undefined)).toBe(false);
  });

  it('closes on a frame of a megabyte, saying that it is too big', async () => {
    const socket = await connect();
    await socket.until((frame) => frame.type === 'hello');
    const asked = model.ledger.length;
    socket.send({ type: 'run', input: runInput({ text: 'x'.repeat(1_048_576) }) });
    expect((await socket.closed).code).toBe(1009);
    expect(model.ledger.length).toBe(asked);
  });

  it('closes the open sockets of a person who is locked, stops their answers and begins no new ones', async () => {
    const admin = await world.as('administrator');
    const leaver = await world.as('salesperson');
    const socket = await connect(leaver);
    await socket.until((frame) => frame.type === 'hello');
    const users = await admin.call<{ items: { id: string; version: number }[] }>('GET', '/api/v1/users?page_size=100');
    const { version } = users.body.items.find((one) => one.id === leaver.userId)!;
    model.push({ kind: 'silent' });
    const before = model.ledger.length;
    run(socket, newId(), '说来话长');
    await expect.poll(() => model.ledger.length).toBe(before + 1);
    const asked = model.ledger.length;
    const locked = await admin.call('PATCH', `/api/v1/users/${leaver.userId}`, { version, active: false });
    expect(locked.status).toBe(200);
    run(socket, newId(), '还在吗');
    expect(await socket.closed).toEqual({ code: 1008, reason: 'access.token_invalid' });
    expect(model.ledger.length).toBe(asked);
    expect(await model.ledger.at(-1)!.ended).toBe('client_left');
  });

  it('begins nothing for a locked person even when the news of the lock was lost', async () => {
    const leaver = await world.as('salesperson');
    const socket = await connect(leaver);
    await socket.until((frame) => frame.type === 'hello');
    await query(forkEm(world.service.parts.orm), 'update app_user set active = false where id = $1', [leaver.userId]);
    const asked = model.ledger.length;
    run(socket, newId(), '还在吗');
    expect(await socket.closed).toEqual({ code: 1008, reason: 'access.token_invalid' });
    expect(model.ledger.length).toBe(asked);
  });
});
