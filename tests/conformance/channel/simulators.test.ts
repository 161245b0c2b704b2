import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../domain/messaging/inbound.ts';
import type { Recipient } from '../../../domain/messaging/outbound.ts';
import { openCallbackInbox, type CallbackInbox } from '../../support/callback-inbox.ts';
import { startChild } from '../../support/child.ts';
import { openGeweBench, ROOM, type GeweBench } from './gewe-bench.ts';
import { openWorktoolBench, type WorktoolBench } from './worktool-bench.ts';

const group: Recipient = { kind: 'group', id: '测试群2', name: '测试群2' };

/** Another process at the simulator's door. */
const control = async (url: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(new URL(`/simulator/${path}`, url), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
};

describe('the simulated WorkTool', () => {
  let bench: WorktoolBench;
  let inbox: CallbackInbox;
  beforeEach(async () => {
    bench = await openWorktoolBench();
    inbox = await openCallbackInbox(bench.channel, bench.account, bench.clock);
    await bench.channel.setCallback!(bench.account, inbox.url);
    inbox.callbacks.length = 0;
  });
  afterEach(async () => {
    await inbox.close();
    await bench.close();
  });

  const send = (text: string, on: WorktoolBench = bench) =>
    on.channel.send(on.account, { kind: 'text', to: group, text, mentions: [] });
  const results = (): string[] => inbox.events().flatMap((one) => (one.kind === 'result' ? [one.of.text ?? ''] : []));
  const heard = (): string[] => inbox.events().flatMap((one) => (one.kind === 'message' ? [one.text] : []));
  const advance = (seconds: number) => bench.simulator.time.advance(seconds * 1000);
  const texts = (): string[] => bench.delivered().map((one) => one.text);

  it('carries commands out one by one, 4 to 5 seconds each, whatever the hour moves by', async () => {
    for (const text of ['一', '二', '三']) await send(text);
    const began = bench.clock.now().getTime();
    await advance(3.9);
    expect(texts()).toEqual([]);
    await advance(3600);
    const times = bench.simulator.ledger.of('delivery').map((one) => (Date.parse(one.at) - began) / 1000);
    expect(texts()).toEqual(['一', '二', '三']);
    for (const [at, time] of times.entries()) {
      const taken = time - (times[at - 1] ?? 0);
      expect(taken).toBeGreaterThanOrEqual(4);
      expect(taken).toBeLessThanOrEqual(5);
    }
    expect(results()).toEqual(['一', '二', '三']);
  });

  it('does the same again for the same seed, and something else for another', async () => {
    const ledgerOf = async (seed: number): Promise<string> => {
      const one = await openWorktoolBench(seed);
      one.simulator.faults.set({ fail: 0.5, never_execute: 0.2 });
      for (let n = 0; n < 12; n += 1) await send(`第${n}条`, one);
      await one.workThrough();
      await one.simulator.time.advance(60_000);
      await one.close();
      return JSON.stringify(one.simulator.ledger.entries);
    };
    const [first, again, other] = [await ledgerOf(7), await ledgerOf(7), await ledgerOf(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('drops, repeats, delays and reorders its reports, each as often as it was told', async () => {
    bench.simulator.faults.set({ drop_result: { times: 1 } });
    await send('丢');
    await advance(10);
    expect([texts(), results()]).toEqual([['丢'], []]);
    bench.simulator.faults.set({ duplicate_result: { times: 1 } });
    await send('重');
    await advance(10);
    expect(results()).toEqual(['重', '重']);
    bench.simulator.faults.set({ late_result: { times: 1 }, late_ms: 60_000 });
    await send('晚');
    await advance(10);
    expect(results()).toEqual(['重', '重']);
    await advance(60);
    expect(results().at(-1)).toBe('晚');
    bench.simulator.faults.set({ reorder_result: { times: 1 } });
    await send('先');
    await send('后');
    await advance(15);
    expect(results().slice(-2)).toEqual(['后', '先']);
    bench.simulator.faults.set({ reorder_result: { times: 1 } });
    await send('没有人超过它');
    await advance(60);
    expect(results().at(-1)).toBe('没有人超过它');
  });

  it('accepts and never does it', async () => {
    bench.simulator.faults.set({ never_execute: { times: 1 } });
    expect(await send('没了')).toMatchObject({ state: 'accepted' });
    await send('还在');
    await advance(3600);
    expect([texts(), results()]).toEqual([['还在'], ['还在']]);
  });

  it('misses, repeats, delays and reorders what people say', async () => {
    const say = (text: string) => bench.simulator.say({ group: group.name, from: '李姐', text });
    bench.simulator.faults.set({ miss_message: { times: 1 } });
    await say('没看见');
    bench.simulator.faults.set({ reorder_message: { times: 1 } });
    await say('先说');
    await say('后说');
    expect(heard()).toEqual(['后说', '先说']);
    bench.simulator.faults.set({ late_message: { times: 1 } });
    await say('晚到');
    await advance(89);
    expect(heard()).toHaveLength(2);
    await advance(2);
    expect(heard()).toEqual(['后说', '先说', '晚到']);
  });

  it('lets no more than 60 calls a minute through', async () => {
    bench.simulator.faults.set({ calls_per_minute: 60 });
    await advance(61);
    const states: string[] = [];
    for (let n = 0; n < 61; n += 1) states.push((await send(`第${n}条`)).state);
    expect(states.filter((one) => one === 'accepted')).toHaveLength(60);
    expect(states.at(-1)).toBe('refused');
    await advance(61);
    expect(await send('又可以了')).toMatchObject({ state: 'accepted' });
  });

  it('lets robots of a group hear each other when told to', async () => {
    bench.simulator.faults.set({ hear_each_other: true });
    const two = { ...bench.account, external_id: 'robot-two', secret: null, own_id: '管家二号' };
    const both: Recipient = { kind: 'group', id: '测试群1', name: '测试群1' };
    await bench.channel.send(two, { kind: 'text', to: both, text: '我是二号', mentions: [] });
    await advance(10);
    expect(inbox.events().find((one) => one.kind === 'message')).toMatchObject({
      text: '我是二号',
      own: false,
      sender: { id: '管家二号' },
    });
  });

  it('notes what its callbacks were answered', async () => {
    inbox.refuseWith(503);
    await bench.simulator.say({ group: group.name, from: '李姐', text: '在吗' });
    await inbox.close();
    await bench.simulator.say({ group: group.name, from: '李姐', text: '在吗' });
    const [refused, unanswered] = bench.simulator.ledger.of('callback').slice(-2);
    expect(refused).toMatchObject({ purpose: 'message', status: 503 });
    expect(unanswered).toMatchObject({ purpose: 'message', status: null, answer: null });
    inbox = await openCallbackInbox(bench.channel, bench.account, bench.clock);
  });

  it('is steered and read by another process', async () => {
    const { url, ledger } = bench.simulator;
    expect(await control(url, 'PUT', 'faults', { drop_result: { rate: 1, times: 1 }, at_me: 'boolean' })).toMatchObject(
      {
        status: 200,
        body: { at_me: 'boolean', drop_result: { rate: 1, times: 1 } },
      },
    );
    expect(await control(url, 'PUT', 'faults', { at_me: 'maybe' })).toMatchObject({ status: 400 });
    expect(await control(url, 'PUT', 'faults', { no_such_knob: 1 })).toMatchObject({ status: 400 });
    expect(
      await control(url, 'POST', 'say', { group: group.name, from: '李姐', text: '在的', at: ['管家'] }),
    ).toMatchObject({ status: 200 });
    expect(await control(url, 'POST', 'say', { group: '没有的群', from: '李姐', text: '在的' })).toMatchObject({
      status: 400,
    });
    expect(JSON.parse(ledger.of('callback').at(-1)!.body)).toMatchObject({ atMe: true, spoken: '在的' });
    await send('您好');
    expect(await control(url, 'POST', 'advance', { ms: 6000 })).toMatchObject({ body: { waiting: 0 } });
    const last = ledger.entries.length - 1;
    expect(await control(url, 'GET', `ledger?kind=delivery&after=${last - 1}`)).toMatchObject({
      body: [{ text: '您好', to: group.name }],
    });
    expect(await control(url, 'POST', 'online', { account: bench.account.external_id, online: false })).toMatchObject({
      status: 200,
    });
    expect(inbox.events().at(-1)).toMatchObject({ state: 'offline' });
    expect(await control(url, 'DELETE', 'faults')).toMatchObject({ body: { at_me: 'string' } });
  });
});

describe('the simulated GeWe', () => {
  let bench: GeweBench;
  let inbox: CallbackInbox;
  beforeEach(async () => {
    bench = await openGeweBench();
    inbox = await openCallbackInbox(bench.channel, bench.account, bench.clock);
    await bench.channel.setCallback!(bench.account, inbox.url);
    inbox.callbacks.length = 0;
  });
  afterEach(async () => {
    await inbox.close();
    await bench.close();
  });

  const say = (text: string) => bench.simulator.say({ device: 'wx_one', from: 'wxid_x', text });
  const heard = (): string[] => inbox.events().flatMap((one) => (one.kind === 'message' ? [one.text] : []));
  /** As the account of each callback would read it. */
  const readByAll = (): InboundMessage[] =>
    inbox.callbacks.map((raw) => {
      const external_id = bench.channel.accountIn!(raw)!;
      const own_id = external_id === 'wx_one' ? 'wxid_own' : 'wxid_two';
      return bench.channel.read({ ...raw, account: { ...raw.account, external_id, own_id } })
        .events[0] as InboundMessage;
    });

  it('writes ids as numbers that JavaScript cannot hold', async () => {
    await say('在吗');
    const body = Buffer.from(inbox.callbacks[0]!.body).toString();
    const [, id] = /"NewMsgId":(\d{19})[,}]/.exec(body)!;
    expect(String(JSON.parse(id!))).not.toBe(id);
    expect(readByAll()[0]!.source_id).toBe(id);
  });

  it('misses, delays and reorders its callbacks', async () => {
    bench.simulator.faults.set({ miss_callback: { times: 1 } });
    await say('没收到');
    bench.simulator.faults.set({ reorder_callback: { times: 1 } });
    await say('先说');
    await say('后说');
    bench.simulator.faults.set({ late_callback: { times: 1 }, late_ms: 5000 });
    await say('晚到');
    expect(heard()).toEqual(['后说', '先说']);
    await bench.simulator.time.advance(5000);
    expect(heard()).toEqual(['后说', '先说', '晚到']);
  });

  it('tells two devices of a group under one id when told to, and lets them hear each other', async () => {
    bench.simulator.faults.set({ shared_id: true, hear_each_other: true, echo: false });
    await bench.channel.send(bench.account, { kind: 'text', to: bench.group!, text: '大家好', mentions: [] });
    await bench.workThrough();
    expect(readByAll()).toMatchObject([{ own: false, sender: { id: 'wxid_own' }, conversation: { id: ROOM } }]);
    await bench.simulator.say({ room: ROOM, from: 'wxid_x', text: '收到' });
    const [one, two] = readByAll().slice(1);
    expect(two!.source_id).toBe(one!.source_id);
  });

  it('replaces all labels of a person, as the vendor does', async () => {
    const answer = await fetch(`${bench.simulator.url}/label/modifyMemberList`, {
      method: 'POST',
      headers: { 'X-GEWE-TOKEN': bench.token, 'content-type': 'application/json' },
      body: JSON.stringify({ appId: 'wx_one', labelIds: '2', wxIds: ['wxid_x'] }),
    });
    expect(await answer.json()).toMatchObject({ ret: 200 });
    expect(bench.simulator.devices.get('wx_one')!.labelNames('wxid_x')).toEqual(['上海']);
  });

  it('is steered and read by another process', async () => {
    const { url } = bench.simulator;
    expect(await control(url, 'PUT', 'faults', { form: 'v2' })).toMatchObject({ status: 200, body: { form: 'v2' } });
    expect(await control(url, 'POST', 'say', { device: 'wx_one', from: 'wxid_x', text: '在吗' })).toMatchObject({
      status: 200,
    });
    expect(await control(url, 'POST', 'say', { device: 'nobody', from: 'wxid_x', text: '在吗' })).toMatchObject({
      status: 400,
    });
    expect(heard()).toEqual(['在吗']);
    await bench.channel.send(bench.account, { kind: 'text', to: bench.person, text: '您好', mentions: [] });
    const read = (await control(url, 'GET', 'ledger?kind=call')) as { body: { answer: unknown }[] };
    expect(read.body.at(-1)!.answer).toMatchObject({ data: { newMsgId: expect.stringMatching(/^\d{19}$/) as string } });
  });
});

describe('npm run simulate', () => {
  it('starts both vendors, lets the time pass by itself, and ends when asked to', async () => {
    const child = startChild('scripts/simulate.ts', ['--port', '0']);
    try {
      const [, worktool] = await child.said(/WORKTOOL_URL=(\S+)/);
      const [, gewe, token] = await child.said(/GEWE_URL=(\S+) {2}GEWE_TOKEN=(\S+)/);
      const list = [{ type: 203, titleList: ['客户服务一群'], receivedContent: '您好' }];
      const send = `${worktool}/wework/sendRawMessage?robotId=simulated-robot-day`;
      await fetch(send, { method: 'POST', body: JSON.stringify({ socketType: 2, list }) });
      await control(worktool!, 'POST', 'advance', { ms: 5000 });
      expect(await control(worktool!, 'GET', 'ledger?kind=delivery')).toMatchObject({ body: [{ text: '您好' }] });
      const online = await fetch(`${gewe}/login/checkOnline`, {
        method: 'POST',
        headers: { 'X-GEWE-TOKEN': token! },
        body: JSON.stringify({ appId: 'wx_simulated' }),
      });
      expect(await online.json()).toMatchObject({ ret: 200, data: true });
      child.signal('SIGTERM');
      expect(await child.ended).toBe(0);
    } finally {
      await child.kill();
    }
  });
});
