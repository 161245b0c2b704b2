import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { LEASE_MS } from '../../domain/chat/begin-run.ts';
import { takeOverRuns } from '../../domain/chat/take-over-runs.job.ts';
import { newId } from '../../kernel/ids.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { ask, endOf, framesOf, openChatSocket, runInput } from '../support/chat.ts';
import { boxStaff, boxWorld } from '../support/box-staff.ts';
import { testDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, sayText } from '../support/model-server/step.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let database: OpenDatabase;
let model: ModelServer;
let clock: FakeClock;
let running: TestService[];
/** One shelf for all processes: what is done twice is seen. */
const shelf = boxWorld();

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.stop();
});
beforeEach(async () => {
  model = await startModelServer();
  clock = new FakeClock();
  running = [];
  Object.assign(shelf, boxWorld());
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await model.close();
});

/** A process of the service on the one database; `world` gives it boxes of its own. */
async function startProcess(world = shelf, environment: Record<string, string> = {}): Promise<TestService> {
  const settings = { LLM_BASE_URL: model.url, LLM_API_KEY: 'sk-test-key-of-the-tests', LLM_MODEL: 'test-model' };
  const started = await testService({ ...settings, ...environment }, { database, clock, staff: boxStaff(world) });
  running.push(started);
  return started;
}

async function stopProcess(one: TestService): Promise<void> {
  running.splice(running.indexOf(one), 1);
  await one.stop();
}

/** Lets the process look for runs whose process died, as its schedule would. */
async function lookForOrphans(one: TestService): Promise<void> {
  const { engine, orm } = one.service.parts;
  await engine.enqueue(forkEm(orm), takeOverRuns, {});
  await engine.drain(clock.now());
  await one.service.assistant.runs.idle();
}

async function propose(one: TestService, person: TestClient, threadId: string) {
  model.push(callTool('relabel_box', { box: '红盒子', label: '新标签' }));
  const answer = await ask(one, person, { threadId, text: '把红盒子的标签换成新标签' });
  expect(answer.outcome).toBe('interrupt');
  return answer.cards[0]!;
}

/** Begins an answer whose reading tool waits for `release`, as if its process stood still. */
async function beginStuck(one: TestService, person: TestClient, world: typeof shelf, threadId: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  world.gate = promise;
  const asked = model.ledger.length;
  const runId = newId();
  model.push(callTool('look_into_box', { box: '红盒子' }));
  const socket = await openChatSocket(one, person);
  socket.send({ type: 'run', input: runInput({ threadId, runId, text: '看看红盒子' }) });
  await socket.until((frame) => frame.event?.type === 'TOOL_CALL_END');
  expect(model.ledger.length).toBe(asked + 1);
  return { runId, socket, release: resolve };
}

async function messagesOf(one: TestService, person: TestClient, threadId: string) {
  const answer = await fetch(`${one.url}/api/v1/chat/conversations/${threadId}`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
  return (await answer.json()) as {
    active_run_id: string | null;
    messages: { role: string; content: string; approvals: { status: string }[] }[];
  };
}

async function storedEvents(one: TestService, threadId: string) {
  return await query<{ seq: number; event: { type: string; metadata?: { attempt?: number } } }>(
    forkEm(one.service.parts.orm),
    'select seq, event from run_event where conversation_id = $1 order by seq',
    [threadId],
  );
}

describe('a restart', () => {
  it('between card and decision changes nothing: the deed is done once', async () => {
    const before = await startProcess();
    const person = await before.as('sales_manager');
    const threadId = newId();
    const card = await propose(before, person, threadId);
    await stopProcess(before);
    const after = await startProcess();
    model.push(sayText('标签已经换好了。'));
    const decisions = { [card.id]: { decision: 'approve' as const, hash: card.hash } };
    const settled = await ask(after, person, { threadId, decisions });
    expect(settled).toMatchObject({ outcome: 'success', text: '标签已经换好了。' });
    expect(settled.cards.at(-1)).toMatchObject({ id: card.id, status: 'approved' });
    expect((await ask(after, person, { threadId, decisions })).text).toContain('已经处理过');
    expect(shelf.carriedOut).toBe(1);
  });

  it('in the middle of an answer leaves it to the next process, which finishes it', async () => {
    const before = await startProcess(shelf, { SHUTDOWN_GRACE_MS: '0' });
    const person = await before.as('sales_manager');
    const threadId = newId();
    const asked = model.ledger.length;
    model.push({ kind: 'silent' });
    const socket = await openChatSocket(before, person);
    const runId = newId();
    socket.send({ type: 'run', input: runInput({ threadId, runId, text: '你好' }) });
    await expect.poll(() => model.ledger.length).toBe(asked + 1);
    await stopProcess(before);
    const after = await startProcess();
    expect((await messagesOf(after, person, threadId)).active_run_id).toBe(runId);
    clock.advance({ seconds: LEASE_MS / 1000 + 1 });
    model.push(sayText('您好。'));
    await lookForOrphans(after);
    const detail = await messagesOf(after, person, threadId);
    expect(detail.active_run_id).toBeNull();
    expect(detail.messages.map((one) => one.content)).toEqual(['你好', '您好。']);
  });
});

describe('a process that stands still in the middle of an answer', () => {
  it('is replaced when its lease runs out; the answer is given once and nothing it says later counts', async () => {
    const [ownShelf, otherShelf] = [boxWorld(), boxWorld()];
    const [still, other] = [await startProcess(ownShelf), await startProcess(otherShelf)];
    const person = await still.as('sales_manager');
    const threadId = newId();
    const { runId, socket, release } = await beginStuck(still, person, ownShelf, threadId);
    await still.service.assistant.runs.flush(runId);
    await lookForOrphans(other);
    expect((await messagesOf(other, person, threadId)).active_run_id).toBe(runId);

    const reader = await openChatSocket(other, person);
    reader.send({ type: 'join', threadId });
    await reader.until((frame) => frame.event?.type === 'TOOL_CALL_END');
    clock.advance({ seconds: LEASE_MS / 1000 + 1 });
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('这是接手后的回答。'));
    await lookForOrphans(other);
    await reader.until(endOf(runId));
    const stored = await storedEvents(other, threadId);

    model.push(sayText('这是迟到的回答。'));
    release();
    await still.service.assistant.runs.idle();
    expect(await storedEvents(other, threadId)).toEqual(stored);
    const detail = await messagesOf(other, person, threadId);
    expect(detail.messages.map((one) => one.content)).toEqual(['看看红盒子', '这是接手后的回答。']);
    expect(framesOf(reader, threadId).filter((frame) => frame.event.type === 'RUN_FINISHED')).toHaveLength(1);
    expect(socket.frames.some(endOf(runId))).toBe(false);
    expect(framesOf(reader, threadId).map(({ seq, event }) => ({ seq, event }))).toEqual(stored);
    expect(stored.flatMap(({ event }) => (event.type === 'RUN_STARTED' ? [event.metadata?.attempt] : []))).toEqual([
      1, 2,
    ]);
  });

  it('stops talking at its next write, before it has an answer', async () => {
    const [ownShelf, otherShelf] = [boxWorld(), boxWorld()];
    const [still, other] = [await startProcess(ownShelf), await startProcess(otherShelf)];
    const person = await still.as('sales_manager');
    const threadId = newId();
    const { runId, release } = await beginStuck(still, person, ownShelf, threadId);
    clock.advance({ seconds: LEASE_MS / 1000 + 1 });
    model.push(sayText('接手后的回答。'));
    await lookForOrphans(other);
    const stored = await storedEvents(other, threadId);
    model.push(sayText('说了一半', { early: { afterEvents: 2, how: 'hang' } }));
    const quiet = still.service.assistant.runs.idle();
    release();
    // It is found out at its next write: after it asked the model, or on a slow machine before.
    const asking = expect.poll(() => model.ledger.length, { timeout: 5_000 }).toBe(3);
    await Promise.race([quiet, asking.then(undefined, () => undefined)]);
    await still.service.assistant.runs.flush(runId);
    await quiet;
    const asked = model.ledger[2];
    if (asked) expect(await asked.ended).toBe('client_left');
    model.clear();
    expect(await storedEvents(other, threadId)).toEqual(stored);
  });

  it('is taken over by one of several others', async () => {
    const [ownShelf, otherShelf] = [boxWorld(), boxWorld()];
    const still = await startProcess(ownShelf);
    const [first, second] = [await startProcess(otherShelf), await startProcess(otherShelf)];
    const person = await still.as('sales_manager');
    const threadId = newId();
    const { release } = await beginStuck(still, person, ownShelf, threadId);
    clock.advance({ seconds: LEASE_MS / 1000 + 1 });
    model.push(sayText('一次。'), sayText('又一次。'));
    const counts = await Promise.all(
      [first, second].map((one) => one.service.assistant.runs.takeOver({ em: forkEm(one.service.parts.orm), clock })),
    );
    await Promise.all([first, second].map((one) => one.service.assistant.runs.idle()));
    expect(counts.sort()).toEqual([0, 1]);
    release();
    await still.service.assistant.runs.idle();
    const detail = await messagesOf(first, person, threadId);
    expect(detail.messages.map((one) => one.content)).toEqual(['看看红盒子', '一次。']);
  });

  it.each([
    ['run was to be stopped', 'update run set cancel_requested = true where user_id = $1'],
    ['person is locked meanwhile', 'update app_user set active = false where id = $1'],
  ])('and whose %s: the run is ended, not begun again', async (_case, change) => {
    const [ownShelf, otherShelf] = [boxWorld(), boxWorld()];
    const [still, other] = [await startProcess(ownShelf), await startProcess(otherShelf)];
    const em = forkEm(other.service.parts.orm);
    const person = await still.as('sales_manager');
    const threadId = newId();
    const { runId, release } = await beginStuck(still, person, ownShelf, threadId);
    const asked = model.ledger.length;
    await query(em, change, [person.userId]);
    clock.advance({ seconds: LEASE_MS / 1000 + 1 });
    await lookForOrphans(other);
    expect(await query(em, 'select status from run where id = $1', [runId])).toEqual([{ status: 'cancelled' }]);
    expect((await storedEvents(other, threadId)).at(-1)?.event).toMatchObject({ outcome: { type: 'cancelled' } });
    expect(model.ledger.length).toBe(asked);
    model.push(sayText('迟到。'));
    release();
    await still.service.assistant.runs.idle();
    expect(await query(em, "select id from chat_message where run_id = $1 and role = 'assistant'", [runId])).toEqual(
      [],
    );
  });
});

describe('two processes at once', () => {
  it.each([
    ['in its thread', false],
    ['beside it', true],
  ])('carry out a card once that is approved at both %s', async (_place, elsewhere) => {
    const [here, there] = [await startProcess(), await startProcess()];
    const person = await here.as('sales_manager');
    const threadId = newId();
    const card = await propose(here, person, threadId);
    model.push(sayText('好了。'), sayText('好了。'));
    const decisions = { [card.id]: { decision: 'approve' as const, hash: card.hash } };
    const answers = await Promise.all([
      ask(here, person, { threadId, decisions }),
      ask(there, person, elsewhere ? { decisions } : { threadId, decisions }),
    ]);
    expect(shelf.carriedOut).toBe(1);
    expect(answers.flatMap((one) => one.cards).filter((one) => one.status === 'approved')).toHaveLength(1);
    expect(await query(forkEm(here.service.parts.orm), "select id from run where status = 'running'")).toEqual([]);
  });

  it('begin a conversation once when both are asked its first question', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    const person = await here.as('sales_manager');
    const threadId = newId();
    const { promise, resolve } = Promise.withResolvers<void>();
    shelf.gate = promise;
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('旧标签。'));
    const both = [here, there].map((one) => ask(one, person, { threadId, text: '看看红盒子' }));
    await Promise.race(both);
    resolve();
    const answers = await Promise.all(both);
    expect(answers.map((one) => one.error ?? one.outcome).sort()).toEqual(['chat.busy', 'success']);
  });
});

const redis = process.env['REDIS_URL'];
describe.runIf(redis)('two processes with Redis', () => {
  it('show an answer of the one at the other without a gap', async () => {
    const settings = { REDIS_URL: redis! };
    const [here, there] = [await startProcess(shelf, settings), await startProcess(shelf, settings)];
    await expect.poll(() => [here, there].every((one) => one.service.parts.bus.ready?.())).toBe(true);
    const person = await here.as('sales_manager');
    const threadId = newId();
    const far = await openChatSocket(there, person, { ticket: await ticketFrom(here, person) });
    far.send({ type: 'join', threadId });
    await far.until((frame) => frame.type === 'joined');
    model.push(callTool('look_into_box', { box: '红盒子' }), sayText('红盒子上写的是旧标签。', { pieces: 20 }));
    const near = await openChatSocket(here, person);
    const runId = newId();
    near.send({ type: 'run', input: runInput({ threadId, runId, text: '看看红盒子' }) });
    await Promise.all([near.until(endOf(runId)), far.until(endOf(runId))]);
    expect(framesOf(far, threadId)).toEqual(framesOf(near, threadId));
    expect(framesOf(far, threadId).map((frame) => frame.seq)).toEqual(
      framesOf(far, threadId).map((_, index) => index + 1),
    );
    model.push({ kind: 'silent' });
    const asked = model.ledger.length;
    const second = newId();
    near.send({ type: 'run', input: runInput({ threadId, runId: second, text: '再看看' }) });
    await expect.poll(() => model.ledger.length).toBe(asked + 1);
    far.send({ type: 'cancel', runId: second });
    expect((await near.until(endOf(second))).event).toMatchObject({ outcome: { type: 'cancelled' } });
  });
});

async function ticketFrom(one: TestService, person: TestClient): Promise<string> {
  const answer = await fetch(`${one.url}/api/v1/auth/ws-ticket`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}` },
  });
  return ((await answer.json()) as { ticket: string }).ticket;
}
