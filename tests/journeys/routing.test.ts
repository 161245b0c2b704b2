import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { defineEffect, type EffectKind } from '../../domain/routing/effects/effect.ts';
import { EFFECTS } from '../../domain/routing/effects/registry.ts';
import { NODES } from '../../domain/routing/nodes/registry.ts';
import { wakeInstances } from '../../domain/routing/running/wake-instances.ts';
import { watchFlows } from '../../domain/routing/running/watch-flows.job.ts';
import { cleanUp } from '../../jobs/clean-up.job.ts';
import { AppError } from '../../kernel/errors.ts';
import type { AccountView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type {
  FlowContent,
  FlowDiff,
  FlowLogView,
  FlowVersionView,
  FlowView,
  InstanceView,
} from '../../kernel/contracts/routing.ts';
import type { Replay, Simulation } from '../../kernel/contracts/routing-simulation.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { effect, scriptedNode, straightFlow } from '../support/scripted-nodes.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const api = '/api/v1/routing';
const think = scriptedNode('INTENT_RECOGNIZE');
const after = scriptedNode('ALERT_JUDGE');
const rescue = scriptedNode('AI_REPLY_DECISION');
const applied: string[] = [];
let onApply: (key: string) => void = () => undefined;
const mark = defineEffect({
  kind: 'mark',
  title: '做记号',
  payload: z.object({ word: z.string() }),
  apply: async (tx, { word }, { key }) => {
    // Rolls back with the step: a mark that stands was committed.
    await query(tx.em, 'insert into do_not_disturb_marks values ($1, $2)', [key, word]);
    applied.push(key);
    onApply(key);
  },
});

/** The same, of which the engine knows that it may wait for the next deed. */
const whisper: typeof mark = { ...mark, kind: 'whisper', quiet: true };

let world: TestService;
let admin: TestClient;
let hook: string;
let flow: FlowView;
let said = 0;

const CONTENT = straightFlow([
  'TRIGGER_WEBHOOK',
  'MESSAGE_RECEIVE',
  'SENDER_IDENTIFY',
  'INTENT_RECOGNIZE',
  'ALERT_JUDGE',
  'SESSION_UPDATE',
  'CONTEXT_UPDATE',
  'ANALYSIS_TRIGGER',
]);
const drawn: FlowContent = {
  ...CONTENT,
  edges: [
    ...CONTENT.edges.filter(({ from }) => from !== 'n2'),
    { from: 'n1', way: 'skip', to: 'n5' },
    ...['operations', 'staff', 'after_sales', 'user'].map((way) => ({ from: 'n2', way, to: 'n3' })),
    { from: 'n2', way: 'robot', to: 'n5' },
  ],
};

beforeAll(async () => {
  const channel = scriptedChannel();
  const own = new Set(['INTENT_RECOGNIZE', 'ALERT_JUDGE', 'AI_REPLY_DECISION']);
  world = await testService(
    {},
    {
      channels: new Map([['worktool', channel.port]]),
      routing: {
        nodes: [...NODES.filter(({ type }) => !own.has(type)), think.node, after.node, rescue.node],
        effects: [...EFFECTS, mark as EffectKind<never>, whisper as EffectKind<never>],
        readLimitMs: 20_000,
      },
    },
  );
  await sql('create table do_not_disturb_marks (key text primary key, word text)');
  admin = await world.as('administrator');
  const account = await admin.call<AccountView>('POST', '/api/v1/messaging/accounts', {
    channel: 'worktool',
    external_id: 'robot-1',
    name: '白班机器人',
  });
  hook = (await admin.call<{ path: string }>('GET', `/api/v1/messaging/accounts/${account.body.id}/callback`)).body
    .path;
  // Nothing is active yet: these stay without an instance for ever.
  await say('周总', '流程启用之前');
  await world.drain();
  flow = await made('测试流程', drawn);
  await activate(flow.id);
});
afterAll(async () => await world.stop());
beforeEach(() => {
  world.clock.advance({ hours: 2 });
  for (const one of [think, after, rescue]) {
    one.script({});
    one.decided.length = 0;
  }
  applied.length = 0;
  onApply = () => undefined;
});

const sql = async <Row extends object>(text: string, params: unknown[] = []): Promise<Row[]> =>
  await query<Row>(forkEm(world.service.parts.orm), text, params);

async function made(name: string, content: FlowContent): Promise<FlowView> {
  const answer = await admin.call<FlowView>('POST', `${api}/flows`, { name, content });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const activate = async (id: string, number?: number): Promise<FlowView> => {
  const answer = await admin.call<FlowView>('POST', `${api}/flows/${id}/activate`, number ? { number } : {});
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
async function say(from: string, text: string, group = '星河项目群'): Promise<void> {
  const answer = await fetch(world.url + hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: `m${(said += 1)}`, group, from, text }),
  });
  expect(answer.status).toBe(200);
}
const instances = async (more = ''): Promise<InstanceView[]> =>
  (await admin.call<Page<InstanceView>>('GET', `${api}/instances?page_size=50${more}`)).body.items;
const newest = async (): Promise<InstanceView> => (await instances())[0]!;
const logs = async (id: string): Promise<FlowLogView[]> =>
  (await admin.call<FlowLogView[]>('GET', `${api}/instances/${id}/logs`)).body;
const marks = async (): Promise<string[]> =>
  (await sql<{ key: string }>('select key from do_not_disturb_marks')).map(({ key }) => key);

describe('a message', () => {
  it('goes through the active flow once, and each step says why', async () => {
    expect(await instances(), 'nothing was active').toEqual([]);
    think.script({
      decide: () => ({
        way: 'next',
        reason: '认出来了',
        details: { phone: '13812345678' },
        effects: [effect('mark', { word: '一' })],
      }),
    });
    await say('周总', '报价单呢');
    await world.drain();
    const [one, ...others] = await instances();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ status: 'finished', message_text: '报价单呢', person_name: '周总', version_number: 1 });
    const lines = await logs(one!.id);
    expect(lines.map(({ node_id: id, way }) => [id, way])).toEqual([
      ['n0', 'next'],
      ['n1', 'next'],
      ['n2', 'user'],
      ['n3', 'next'],
      ['n4', 'next'],
      ['n5', 'next'],
      ['n6', 'next'],
      ['n7', null],
    ]);
    expect(lines[3]).toMatchObject({
      reason: '认出来了',
      details: { phone: '138****5678' },
      effects: [{ title: 'mark' }],
    });
    expect(await marks()).toEqual([`${one!.id}:n3:4:0`]);
    expect(await sql('select questions, answered from collab_analyses')).toEqual([{ questions: 1, answered: 0 }]);
  });

  it('starts one instance, however often its job runs', async () => {
    await say('周总', '只有一次');
    const { message_id: id, conversation_id: conversation } = (
      await sql<{ message_id: string; conversation_id: string }>(
        'select id as message_id, conversation_id from channel_message order by received_at desc limit 1',
      )
    )[0]!;
    const { parts } = world.service;
    const { routeMessage } = await import('../../domain/routing/running/route-message.job.ts');
    for (let n = 0; n < 3; n += 1)
      await parts.engine.enqueue(forkEm(parts.orm), routeMessage, {
        message_id: id,
        conversation_id: conversation,
        own: false,
      });
    await world.drain();
    expect(await sql('select id from flow_instances where message_id = $1', [id])).toHaveLength(1);
    expect(await sql("select id from flow_instances where status <> 'finished'")).toEqual([]);
  });

  it('begins in the order it arrived, even when the later job comes first', async () => {
    await say('周总', '第一句');
    world.clock.advance({ seconds: 1 });
    await say('周总', '第二句');
    // The job of the first is lost for now; that of the second begins both.
    await sql(
      "delete from pgboss.job where name = 'route-message' and id = (select id from pgboss.job where name = 'route-message' and state = 'created' order by created_on, id limit 1)",
    );
    await world.drain();
    expect((await instances()).slice(0, 2).map(({ message_text: text }) => text)).toEqual(['第二句', '第一句']);
  });
});

describe('waiting', () => {
  it('lasts until its time, and holds nobody up', async () => {
    const until = new Date(world.clock.now().getTime() + 60_000);
    think.script({
      decide: (state, _facts, { cause }) =>
        state.message.text === '等一等' && cause === 'arrived'
          ? { reason: '等一分钟', wait: { until } }
          : { way: 'next', reason: cause },
    });
    await say('周总', '等一等');
    await say('周总', '不用等');
    await world.drain();
    const [second, first] = await instances();
    expect([second!.status, first!.status]).toEqual(['finished', 'waiting']);
    expect(first!.wake_at).toBe(until.toISOString());
    world.clock.advance({ seconds: 59 });
    await world.drain();
    expect((await instances())[1]!.status).toBe('waiting');
    world.clock.advance({ seconds: 2 });
    await world.drain();
    expect((await instances())[1]!.status).toBe('finished');
    expect((await logs(first!.id)).filter(({ node_id: id }) => id === 'n3').map(({ cause }) => cause)).toEqual([
      'arrived',
      'time_up',
    ]);
  });

  it('ends when what it waits for happens, also when it happens while the node makes up its mind', async () => {
    const until = new Date(world.clock.now().getTime() + 3_600_000);
    const key = 'task:7f000000-0000-7000-8000-000000000001' as const;
    const wait = { reason: '等任务', wait: { until, on: key } };
    think.script({
      decide: (_state, _facts, { cause }) => (cause === 'arrived' ? wait : { way: 'next', reason: cause }),
    });
    await say('周总', '先等再响');
    await world.drain();
    expect((await newest()).wait_on).toBe(key);
    expect(await wakeInstances(world.service.parts.routing.scope(), key)).toBe(1);
    await world.drain();
    expect((await newest()).status).toBe('finished');

    think.script({
      read: async (_state, { cause }) => {
        if (cause === 'arrived') await wakeInstances(world.service.parts.routing.scope(), key);
      },
      decide: (_state, _facts, { cause }) => (cause === 'arrived' ? wait : { way: 'next', reason: cause }),
    });
    await say('周总', '还没等就响了');
    await world.drain();
    const one = await newest();
    expect(one.status).toBe('finished');
    expect((await logs(one.id)).filter(({ node_id: id }) => id === 'n3').map(({ cause }) => cause)).toEqual([
      'arrived',
      'signalled',
    ]);
  });

  it('hears the next message of its conversation, and only of its own', async () => {
    const until = new Date(world.clock.now().getTime() + 3_600_000);
    think.script({
      decide: ({ message }, _facts, { cause }) =>
        message.text === '有人吗' && cause === 'arrived'
          ? { reason: '等群里的话', wait: { until, on: `conversation:${message.conversation_id}` } }
          : { way: 'next', reason: cause },
    });
    await say('周总', '有人吗');
    await world.drain();
    const { id } = await newest();
    await say('李姐', '你好', '别的群');
    await world.drain();
    expect((await instances('&status=waiting')).map((one) => one.id)).toEqual([id]);
    await say('李姐', '我在');
    await world.drain();
    expect(await instances('&status=waiting')).toEqual([]);
  });
});

describe('a node that fails', () => {
  const lost = () => {
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  };

  it('for a moment is tried again five times with growing pauses, then the instance has failed', async () => {
    think.script({ read: lost });
    await say('周总', '线路不好');
    const pauses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      await world.drain();
      const { wake_at: at, status } = await newest();
      expect(status).toBe('waiting');
      pauses.push(new Date(at!).getTime() - world.clock.now().getTime());
      world.clock.set(at!);
    }
    expect(pauses).toEqual([2000, 4000, 8000, 16_000]);
    await world.drain();
    const one = await newest();
    expect(one).toMatchObject({ status: 'failed', node_id: 'n3' });
    expect(one.error).toContain('kernel.not_ready');
    expect((await logs(one.id)).filter(({ error }) => error).map(({ error }) => error!.attempt)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('goes on from where it stood once the trouble is over, and its work is done once', async () => {
    let troubles = 2;
    after.script({
      read: () => {
        troubles -= 1;
        if (troubles >= 0) lost();
      },
      decide: () => ({ way: 'next', reason: '好了', effects: [effect('mark', { word: '二' })] }),
    });
    think.script({ decide: () => ({ way: 'next', reason: '记', effects: [effect('mark', { word: '三' })] }) });
    await say('周总', '断了两次');
    for (let n = 0; n < 3; n += 1) {
      await world.drain();
      world.clock.advance({ seconds: 10 });
    }
    const { id, status } = await newest();
    expect(status).toBe('finished');
    expect(think.decided).toHaveLength(1);
    expect((await marks()).filter((key) => key.startsWith(id))).toHaveLength(2);
  });

  it('for good fails the instance at once, with the error in its log, and a live event', async () => {
    const heard: string[] = [];
    const stop = world.service.parts.bus.subscribe('routing.instance_changed', ({ status }) => void heard.push(status));
    think.script({
      decide: () => {
        throw new TypeError('x is not a function');
      },
    });
    await say('周总', '程序写错了');
    await world.drain();
    stop();
    const { id, status } = await newest();
    expect(status).toBe('failed');
    expect((await logs(id)).at(-1)).toMatchObject({
      error: { kind: 'bug', message: 'TypeError: x is not a function' },
    });
    expect(heard).toEqual(['failed']);
  });

  it('hangs no longer than its time, and its decision must fit', async () => {
    let stopped = false;
    think.script({
      read: async (_state, _moment, signal) =>
        await new Promise((resolve) => signal.addEventListener('abort', () => ((stopped = true), resolve({})))),
    });
    const { routing } = world.service.parts;
    Object.assign(routing, { readLimitMs: 50 });
    await say('周总', '模型卡住了');
    await world.drain();
    Object.assign(routing, { readLimitMs: 20_000 });
    expect((await logs((await newest()).id)).at(-1)!.error!.code).toBe('routing.node_timed_out');
    expect(stopped).toBe(true);
    await sql("update flow_instances set status = 'cancelled', ended_at = $1 where status = 'waiting'", [
      world.clock.now(),
    ]);
    for (const bad of [
      { way: 'nowhere', reason: '乱走' },
      { reason: '不走也不等' },
      { way: 'next', reason: ' ' },
      { way: 'next', reason: '乱做', effects: [effect('explode', {})] },
      { way: 'next', reason: '做错', effects: [effect('mark', { word: 1 })] },
    ]) {
      think.script({ decide: () => bad });
      await say('周总', `不合规定 ${said}`);
      await world.drain();
      expect((await logs((await newest()).id)).at(-1)!.error!.code, JSON.stringify(bad)).toBe('routing.bad_decision');
    }
  });

  it('is left by its way `error` where the flow draws one, and an effect that fails undoes its whole step', async () => {
    const content = {
      ...drawn,
      nodes: [
        ...drawn.nodes,
        { id: 'rescue', type: 'AI_REPLY_DECISION', title: '补救', config: {}, position: { x: 0, y: 0 } },
      ],
      edges: [...drawn.edges, { from: 'n3', way: 'error', to: 'rescue' }, { from: 'rescue', way: 'next', to: 'n5' }],
    };
    const other = await updated({ content, note: '加补救' });
    await activate(other.id);
    think.script({
      decide: () => ({
        way: 'next',
        reason: '做两件',
        effects: [effect('mark', { word: '四' }), effect('mark', { word: '五' })],
      }),
    });
    onApply = (key) => {
      if (key.endsWith(':1')) throw new AppError('test.refused', { kind: 'conflict', zh: '不行', en: 'no' });
    };
    await say('周总', '第二件做不成');
    await world.drain();
    const { id, status } = await newest();
    expect(status).toBe('finished');
    expect((await logs(id)).map(({ node_id: node, way }) => [node, way]).slice(3, 5)).toEqual([
      ['n3', 'error'],
      ['rescue', 'next'],
    ]);
    expect((await marks()).filter((key) => key.startsWith(id))).toEqual([]);
    await activate(flow.id, 1);
  });
});

async function updated(change: object): Promise<FlowView> {
  const { version } = (await admin.call<FlowView>('GET', `${api}/flows/${flow.id}`)).body;
  const answer = await admin.call<FlowView>('PATCH', `${api}/flows/${flow.id}`, { ...change, version });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

describe('two processes', () => {
  it('never both write a step: the one that lost the instance finds its step refused', async () => {
    const { routing } = world.service.parts;
    const { runConversation } = await import('../../domain/routing/running/run-conversation.ts');
    let second: Promise<void> | undefined;
    let conversation = '';
    think.script({
      read: async (state) => {
        conversation = state.message.conversation_id;
        if (second) return;
        // The first process is held up for longer than its lease; another one takes over and does the step.
        world.clock.advance({ minutes: 2 });
        second = runConversation(routing, conversation, new AbortController().signal);
        await second;
      },
      decide: () => ({ way: 'next', reason: '一次', effects: [effect('mark', { word: '六' })] }),
    });
    await say('周总', '谁先谁后');
    await world.drain();
    const { id, status } = await newest();
    expect(status).toBe('finished');
    expect(think.decided, 'both thought').toHaveLength(2);
    expect(
      (await marks()).filter((key) => key.startsWith(id)),
      'one did',
    ).toHaveLength(1);
    const seqs = (await logs(id)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_seq, at) => at + 1));
  });

  it('steps that only looked are written with the next deed; a process that stops before it leaves none of them', async () => {
    await say('周总', '白想了');
    const { routing } = world.service.parts;
    const stop = new AbortController();
    const { routeMessage } = await import('../../domain/routing/running/route-message.ts');
    const [message] = await sql<{ message_id: string; conversation_id: string }>(
      'select id as message_id, conversation_id from channel_message order by received_at desc limit 1',
    );
    after.script({ read: () => stop.abort(new Error('told to stop')) });
    await expect(routeMessage(routing, message!, stop.signal)).rejects.toThrow('told to stop');
    const one = await newest();
    expect(one).toMatchObject({ status: 'running', node_id: 'n0', steps: 0 });
    expect(await logs(one.id)).toEqual([]);
    after.script({});
    await world.drain();
    expect((await newest()).status).toBe('finished');
    expect((await logs(one.id)).map(({ seq, node_id: node }) => [seq, node])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n + 1, `n${n}`]),
    );
    expect(think.decided.map(({ cause }) => cause)).toEqual(['arrived', 'arrived']);
  });

  it('of steps written together only the one fails whose deed cannot be done, and what came after it was not made', async () => {
    await say('周总', '写不进去');
    let tries = 0;
    onApply = (key) => {
      if (!key.includes(':n3:')) return;
      tries += 1;
      throw new TypeError('cannot be done');
    };
    think.script({ decide: () => ({ way: 'next', reason: '悄悄记下', effects: [effect('whisper', { word: '错' })] }) });
    after.script({ decide: () => ({ way: 'next', reason: '再做记号', effects: [effect('mark', { word: '对' })] }) });
    await world.drain();
    const one = await newest();
    expect(one).toMatchObject({ status: 'failed', node_id: 'n3', steps: 4 });
    expect(tries, 'once with the others, once by itself').toBe(2);
    const lines = await logs(one.id);
    expect(lines.map(({ node_id: node, error }) => [node, error?.kind ?? null])).toEqual([
      ['n0', null],
      ['n1', null],
      ['n2', null],
      ['n3', 'bug'],
    ]);
    expect((await marks()).filter((key) => key.startsWith(one.id))).toEqual([]);
  });

  it('a step whose process died between looking and writing is made anew, nothing before it', async () => {
    await say('周总', '断电');
    think.script({ decide: () => ({ way: 'next', reason: '想好了', effects: [effect('mark', { word: '一' })] }) });
    const { routing } = world.service.parts;
    const stop = new AbortController();
    const { routeMessage } = await import('../../domain/routing/running/route-message.ts');
    const [message] = await sql<{ message_id: string; conversation_id: string }>(
      'select id as message_id, conversation_id from channel_message order by received_at desc limit 1',
    );
    after.script({ read: () => stop.abort(new Error('told to stop')) });
    await expect(routeMessage(routing, message!, stop.signal)).rejects.toThrow('told to stop');
    expect(await newest()).toMatchObject({ status: 'running', node_id: 'n4', steps: 4 });
    // As after kill -9: nobody let go of the lease.
    await sql("update flow_instances set lease_until = $1 where status = 'running'", [
      new Date(world.clock.now().getTime() + 60_000),
    ]);
    await sql("delete from pgboss.job where name = 'route-message' and state = 'created'");
    await watch();
    expect((await newest()).status, 'somebody may still carry it').toBe('running');
    world.clock.advance({ seconds: 61 });
    after.script({});
    await watch();
    expect((await newest()).status).toBe('finished');
    expect(think.decided).toHaveLength(1);
  });
});

async function watch(): Promise<void> {
  const { parts } = world.service;
  await parts.engine.enqueue(forkEm(parts.orm), watchFlows, {}, { singletonKey: 'test' });
  await world.drain();
}

describe('a definition', () => {
  it('that is edited while instances run changes nothing for them', async () => {
    const until = new Date(world.clock.now().getTime() + 60_000);
    think.script({
      decide: (_state, _facts, { cause }) =>
        cause === 'arrived' ? { reason: '等', wait: { until } } : { way: 'next', reason: cause },
    });
    await say('周总', '旧版本');
    await world.drain();
    const old = await newest();
    const short = straightFlow(['TRIGGER_WEBHOOK', 'ANALYSIS_TRIGGER']);
    await activate((await updated({ content: short, note: '改短' })).id);
    await say('李姐', '新版本');
    await world.drain();
    const fresh = await newest();
    expect((await logs(fresh.id)).map(({ node_id: id }) => id)).toEqual(['n0', 'n1']);
    world.clock.advance({ minutes: 2 });
    await world.drain();
    expect((await logs(old.id)).at(-1)!.node_id, 'on the version it began with').toBe('n7');
    await activate(flow.id, 1);
  });

  it('keeps its versions, shows what they changed, and goes back', async () => {
    const changed = {
      ...drawn,
      nodes: drawn.nodes.map((node) =>
        node.id === 'n3' ? { ...node, config: { note: '改' }, position: { x: 9, y: 9 } } : node,
      ),
    };
    const { newest_number: number } = await updated({ content: changed, note: '改备注' });
    const { body: diff } = await admin.call<FlowDiff>('GET', `${api}/flows/${flow.id}/diff?from=1&to=${number}`);
    expect(diff).toMatchObject({
      added: [],
      removed: [],
      edges_added: [],
      edges_removed: [],
      changed: [{ id: 'n3', fields: [{ field: 'config.note', before: null, after: '改' }] }],
    });
    const back = await admin.call<FlowView>('POST', `${api}/flows/${flow.id}/versions/1/restore`, {});
    expect(back.body.newest_number).toBe(number + 1);
    const { body: versions } = await admin.call<FlowVersionView[]>('GET', `${api}/flows/${flow.id}/versions`);
    expect(versions[0]).toMatchObject({ number: number + 1, note: '恢复第 1 版', active: false });
    expect(versions.at(-1)).toMatchObject({ number: 1, active: true });
    const same = await admin.call<FlowDiff>('GET', `${api}/flows/${flow.id}/diff?from=1&to=${number + 1}`);
    expect(same.body).toMatchObject({ added: [], removed: [], changed: [], edges_added: [], edges_removed: [] });
    await expect(sql('update flow_versions set note = note, number = 99 where number = 1')).rejects.toThrow(
      /never changed/,
    );
  });

  it('is refused with the place when it is drawn wrong, and when another is active', async () => {
    const bad = await admin.call<{ error: { code: string; message: string } }>('POST', `${api}/flows`, {
      name: '坏的',
      content: { ...drawn, edges: drawn.edges.slice(1) },
    });
    expect([bad.status, bad.body.error.code]).toEqual([400, 'routing.flow_invalid']);
    expect(bad.body.error.message).toContain('（n0）的出口“next”');
    const other = await made('另一个', drawn);
    const refused = await admin.call<{ error: { code: string } }>('POST', `${api}/flows/${other.id}/activate`, {});
    expect([refused.status, refused.body.error.code]).toEqual([409, 'routing.another_flow_active']);
    const taken = await admin.call<{ error: { code: string } }>('POST', `${api}/flows`, {
      name: '另一个',
      content: drawn,
    });
    expect(taken.body.error.code).toBe('routing.flow_name_taken');
    expect((await admin.call('DELETE', `${api}/flows/${other.id}`)).status).toBe(204);
    expect((await admin.call<{ error: { code: string } }>('DELETE', `${api}/flows/${flow.id}`)).body.error.code).toBe(
      'routing.flow_in_use',
    );
    const stale = await admin.call<{ error: { code: string } }>('PATCH', `${api}/flows/${flow.id}`, {
      name: '新名',
      version: 1,
    });
    expect(stale.body.error.code).toBe('routing.stale_version');
  });

  it('that is switched off starts nothing, and what waits still ends', async () => {
    expect((await admin.call<FlowView>('POST', `${api}/flows/${flow.id}/deactivate`)).body.active_number).toBeNull();
    const before = (await instances()).length;
    await say('周总', '没有人处理');
    await world.drain();
    expect((await instances()).length).toBe(before);
    await activate(flow.id, 1);
  });
});

/** What stands in every table and in the queues; not when the job engine last looked after itself. */
async function counts(): Promise<unknown> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' or tablename like 'job%' order by 1`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ count: number; print: string }>(
      `select count(*)::int as count, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as print from ${name} t`,
    );
    rows[name] = row;
  }
  return rows;
}

describe('in thought', () => {
  it('a message shows its path, reasons and deeds, its waits passing at once, and writes nothing', async () => {
    think.script({
      decide: (_state, _facts, { cause, now }) =>
        cause === 'arrived'
          ? { reason: '等十分钟', wait: { until: new Date(now.getTime() + 600_000) } }
          : { way: 'next', reason: '时间到', effects: [effect('mark', { word: '只是想想' })] },
    });
    const before = await counts();
    const { status, body } = await admin.call<Simulation>('POST', `${api}/simulate`, {
      text: '在吗',
      role: 'staff',
      at: '2026-11-18T23:59:00+08:00',
      conversation: { name: '没有的群' },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await counts()).toEqual(before);
    expect(body.path.map(({ node_id: id, way }) => [id, way])).toEqual([
      ['n0', 'next'],
      ['n1', 'next'],
      ['n2', 'staff'],
      ['n3', null],
      ['n3', 'next'],
      ['n4', 'next'],
      ['n5', 'next'],
      ['n6', 'next'],
      ['n7', null],
    ]);
    expect(body.path[4]).toMatchObject({
      cause: 'time_up',
      at: '2026-11-18T16:09:00.000Z',
      effects: [{ kind: 'mark' }],
    });
    expect(body).toMatchObject({ ended: true, error: null, state: { conversation: { name: '没有的群' } } });
  });

  it('a node that fails says so, and a flow that is drawn wrong is refused', async () => {
    think.script({
      decide: () => {
        throw new TypeError('broken');
      },
    });
    const { body } = await admin.call<Simulation>('POST', `${api}/simulate`, { text: '在吗' });
    expect(body).toMatchObject({
      ended: false,
      path: expect.arrayContaining([expect.objectContaining({ error: 'kernel.unexpected' })]),
    });
    const wrong = await admin.call('POST', `${api}/simulate`, { text: '在吗', content: { nodes: [], edges: [] } });
    expect(wrong.status).toBe(400);
  });

  it('stored messages through a draft tell what would be different, and write nothing', async () => {
    const from = world.clock.now().toISOString();
    think.script({
      decide: ({ message }) => ({ way: 'next', reason: '记', effects: [effect('mark', { word: message.text })] }),
    });
    await say('周总', '昨天的消息');
    await world.drain();
    const to = new Date(world.clock.now().getTime() + 1000).toISOString();
    const before = await counts();
    const same = await admin.call<Replay>('POST', `${api}/replay`, { from, to, definition_id: flow.id, number: 1 });
    expect(same.body, JSON.stringify(same.body)).toMatchObject({ messages: 1, changed: 0, failed: 0 });
    const short = straightFlow(['TRIGGER_WEBHOOK', 'ANALYSIS_TRIGGER']);
    const other = await admin.call<Replay>('POST', `${api}/replay`, { from, to, content: short });
    expect(await counts()).toEqual(before);
    expect(other.body).toMatchObject({ messages: 1, changed: 1 });
    expect(other.body.items[0]).toMatchObject({ parts_at: 'n1', text: '昨天的消息' });
    expect(other.body.items[0]!.effects_gone.map(({ kind }) => kind)).toContain('mark');
  });
});

it('cancels what waits, for good', async () => {
  const until = new Date(world.clock.now().getTime() + 60_000);
  think.script({ decide: () => ({ reason: '等', wait: { until } }) });
  await say('周总', '算了');
  await world.drain();
  const { id } = await newest();
  const answer = await admin.call<InstanceView>('POST', `${api}/instances/${id}/cancel`, { reason: '客户打电话来了' });
  expect(answer.body.status).toBe('cancelled');
  expect((await logs(id)).at(-1)).toMatchObject({
    cause: 'cancelled',
    reason: expect.stringContaining('客户打电话来了'),
  });
  world.clock.advance({ minutes: 5 });
  await world.drain();
  expect((await newest()).status).toBe('cancelled');
  expect((await admin.call('POST', `${api}/instances/${id}/cancel`, {})).status).toBe(409);
});

it('forgets what ended three months ago, with its logs, and nothing that is open', async () => {
  const until = new Date(world.clock.now().getTime() + 200 * 86_400_000);
  think.script({
    decide: ({ message }) =>
      message.text === '等很久' ? { reason: '等', wait: { until } } : { way: 'next', reason: '走' },
  });
  await say('周总', '等很久');
  await say('李姐', '很快');
  await world.drain();
  world.clock.advance({ days: 91 });
  const { parts } = world.service;
  await parts.engine.enqueue(forkEm(parts.orm), cleanUp, {}, { singletonKey: 'test' });
  await world.drain();
  expect((await instances()).map(({ status }) => status).filter((status) => status !== 'waiting')).toEqual([]);
  expect(
    await sql('select id from flow_execution_logs where instance_id not in (select id from flow_instances)'),
  ).toEqual([]);
});
