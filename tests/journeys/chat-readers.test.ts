import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import { ask, endOf, framesOf, openChatSocket, runInput, type ChatSocket } from '../support/chat.ts';
import { boxStaff, boxWorld } from '../support/box-staff.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, sayText } from '../support/model-server/step.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let model: ModelServer;
let person: TestClient;
const open: ChatSocket[] = [];

beforeAll(async () => {
  model = await startModelServer();
  world = await testService(
    {
      LLM_BASE_URL: model.url,
      LLM_API_KEY: 'sk-test-key-of-the-tests',
      LLM_MODEL: 'test-model',
    },
    { staff: boxStaff(boxWorld()) },
  );
  person = await world.as('sales_manager');
});
afterAll(async () => {
  for (const socket of open) socket.raw.terminate();
  await world.stop();
  await model.close();
});
beforeEach(() => {
  for (const socket of open.splice(0)) socket.raw.terminate();
});

async function connect(): Promise<ChatSocket> {
  const socket = await openChatSocket(world, person);
  open.push(socket);
  return socket;
}

function run(socket: ChatSocket, threadId: string, text: string): string {
  const runId = newId();
  socket.send({ type: 'run', input: runInput({ threadId, runId, text }) });
  return runId;
}

const seqs = (socket: ChatSocket, threadId: string): number[] => framesOf(socket, threadId).map((frame) => frame.seq);
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe('a reader', () => {
  /** Bytes that wait in the service for its slowest socket. */
  const mostWaiting = (): number =>
    Math.max(...[...world.service.app.websocketServer.clients].map((socket) => socket.bufferedAmount));

  /** Fills a thread with events straight in the store: `count` of `size` characters each. */
  async function longThread(count: number, size: number): Promise<string> {
    const threadId = newId();
    model.push(sayText('好。'));
    await ask(world, person, { threadId, text: '你好' });
    await query(
      forkEm(world.service.parts.orm),
      `with old as (select max(seq) as last, max(run_id) as run from run_event where conversation_id = $1),
         added as (insert into run_event (conversation_id, seq, run_id, event, at)
           select $1, old.last + n, old.run, jsonb_build_object('type', 'TEXT_MESSAGE_CONTENT', 'messageId', 'm', 'delta', repeat('x', $3::int)), now()
           from old, generate_series(1, $2::int) n)
       update conversation set last_seq = (select last from old) + $2::int where id = $1`,
      [threadId, count, size],
    );
    return threadId;
  }

  it('gets the whole of a long thread, however much it is', async () => {
    const [many, large] = [await longThread(6000, 10), await longThread(300, 10_000)];
    for (const threadId of [many, large]) {
      const socket = await connect();
      socket.send({ type: 'join', threadId });
      const { last_seq: last } = await socket.until((frame) => frame.type === 'joined');
      await expect.poll(() => seqs(socket, threadId).at(-1), { timeout: 5000 }).toBe(last);
      expect(seqs(socket, threadId)).toEqual(from(1, last!));
    }
  });

  it('that does not read costs little memory, holds up nobody, and catches up exactly', async () => {
    const threadId = await longThread(1500, 10_000);
    const slow = await connect();
    await slow.until((frame) => frame.type === 'hello');
    slow.raw.pause();
    slow.send({ type: 'join', threadId });
    await expect.poll(mostWaiting).toBeGreaterThan(100_000);
    const quick = await connect();
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('字'.repeat(100_000), { pieces: 500 }));
    const runId = run(quick, threadId, '说很多');
    let most = mostWaiting();
    quick.raw.on('message', () => {
      most = Math.max(most, mostWaiting());
    });
    await quick.until(endOf(runId));
    expect(most).toBeLessThan(1_000_000);
    expect(slow.frames.some(endOf(runId))).toBe(false);
    slow.raw.resume();
    await slow.until(endOf(runId));
    const last = framesOf(quick, threadId).at(-1)!.seq;
    expect(seqs(slow, threadId)).toEqual(from(1, last));
    expect(seqs(quick, threadId)).toEqual(from(last - framesOf(quick, threadId).length + 1, last));
  });

  it('that leaves while it joins leaves nothing behind', async () => {
    const { bus } = world.service.parts;
    let listening = 0;
    const subscribe = bus.subscribe.bind(bus);
    const spy = vi.spyOn(bus, 'subscribe').mockImplementation((name, listener) => {
      const stop = subscribe(name, listener);
      if (name === 'chat.event') listening += 1;
      return () => {
        if (name === 'chat.event') listening -= 1;
        stop();
      };
    });
    const socket = await connect();
    await socket.until((frame) => frame.type === 'hello');
    for (let n = 0; n < 20; n += 1) socket.send({ type: 'join', threadId: newId() });
    socket.raw.terminate();
    await expect.poll(() => world.service.app.websocketServer.clients.size).toBe(0);
    const other = await connect();
    other.send({ type: 'join', threadId: newId() });
    await other.until((frame) => frame.type === 'joined');
    expect(listening).toBe(1);
    spy.mockRestore();
  });
});
