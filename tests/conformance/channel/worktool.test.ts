import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawCallback, SentCommand } from '../../../domain/messaging/channel.port.ts';
import type { InboundMessage } from '../../../domain/messaging/inbound.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { refusalOf } from '../../../integrations/channels/worktool/vendor-codes.ts';
import { openCallbackInbox, type CallbackInbox } from '../../support/callback-inbox.ts';
import { channelSuite } from './channel.suite.ts';
import { openWorktoolBench, type WorktoolBench } from './worktool-bench.ts';

const payloads = join(import.meta.dirname, '../../../integrations/channels/worktool/payloads');
channelSuite('worktool', payloads, openWorktoolBench);

describe('worktool', () => {
  let bench: WorktoolBench;
  let inbox: CallbackInbox;
  beforeEach(async () => {
    bench = await openWorktoolBench();
    inbox = await openCallbackInbox(bench.channel, bench.account, bench.clock);
  });
  afterEach(async () => {
    await inbox.close();
    await bench.close();
  });

  const command = (words = '您好', to = bench.person): Outbound => ({ kind: 'text', to, text: words, mentions: [] });
  const send = async (one: Outbound): Promise<SentCommand> => {
    const from = bench.clock.now();
    const outcome = await bench.channel.send(bench.account, one);
    return { command: one, vendor_id: 'vendor_id' in outcome ? outcome.vendor_id : null, from, to: bench.clock.now() };
  };
  const lookUp = (sent: SentCommand) => bench.channel.lookUp(bench.account, sent);
  const messages = (): InboundMessage[] => inbox.events().filter((one) => one.kind === 'message');
  /** Both clocks, so that the vendor's work and the service's wait pass together. */
  const pass = async (seconds: number): Promise<void> => {
    bench.clock.advance({ seconds });
    await bench.simulator.time.settle();
  };

  it('takes 0 for success too', async () => {
    bench.simulator.faults.set({ code_of_success: '0' });
    expect(await bench.channel.send(bench.account, command())).toMatchObject({ state: 'accepted' });
  });

  it('sends one command of one target in the vendor’s form', async () => {
    const mentions = ['everyone', { id: '李姐', name: '李姐' }] as const;
    await bench.channel.send(bench.account, { kind: 'text', to: bench.group!, text: '开会', mentions: [...mentions] });
    await bench.channel.send(bench.account, {
      kind: 'image',
      to: bench.person,
      url: 'https://example.com/a.png',
      name: 'a.png',
    });
    await bench.channel.send(bench.account, { kind: 'remark', to: bench.group!, remark: '重点群' });
    await bench.channel.send(bench.account, { kind: 'remark', to: bench.person, remark: '张总' });
    const bodies = bench.simulator.ledger.of('call').map((call) => (call.body as { list: unknown[] }).list);
    expect(bodies).toEqual([
      [{ type: 203, titleList: ['测试群1'], receivedContent: '开会', atList: ['@所有人', '李姐'] }],
      [
        {
          type: 218,
          titleList: ['仑哥'],
          objectName: 'a.png',
          fileUrl: 'https://example.com/a.png',
          fileType: 'image',
        },
      ],
      [{ type: 207, groupName: '测试群1', groupRemark: '重点群' }],
      [{ type: 213, friend: { name: '仑哥', markName: '张总' } }],
    ]);
  });

  it('hears of a command by a callback that says the same as the log', async () => {
    await bench.channel.setCallback!(bench.account, inbox.url);
    const sent = await send(command('稍等'));
    await pass(10);
    const result = inbox.events().find((one) => one.kind === 'result');
    expect(result).toMatchObject({
      vendor_id: sent.vendor_id,
      of: { kind: 'text', target: '仑哥', text: '稍等' },
      done: true,
    });
    const found = await lookUp(sent);
    expect(found).toMatchObject({ state: 'done', vendor_id: sent.vendor_id });
    const at = 'at' in found ? found.at!.getTime() : 0;
    expect(Math.abs(at - (result as { at: Date }).at.getTime())).toBeLessThan(1000);
  });

  it('finds a command that waits, that failed, that was done', async () => {
    const sent = await send(command());
    expect(await lookUp(sent)).toEqual({ state: 'pending', vendor_id: sent.vendor_id });
    await pass(10);
    expect(await lookUp(sent)).toMatchObject({ state: 'done' });
    const toNobody = await send(command('在吗', bench.nobody));
    const group = { kind: 'group', id: '查无此群', name: '查无此群' } as const;
    const toNoGroup = await send({ kind: 'text', to: group, text: '在吗', mentions: [] });
    bench.simulator.faults.set({ fail: { times: 1 } });
    const missed = await send(command('再试'));
    await pass(30);
    const failed = { state: 'failed', vendor_code: '201104', retry: 'never' };
    expect(await lookUp(toNobody)).toMatchObject({ ...failed, reason: 'target_not_found' });
    expect(await lookUp(toNoGroup)).toMatchObject({ ...failed, reason: 'group_not_found' });
    expect(await lookUp(missed)).toMatchObject({ state: 'failed', reason: 'vendor_fault', retry: 'later' });
  });

  it('an offline robot accepts and never does it: that stays pending', async () => {
    await bench.simulator.setOnline(bench.account.external_id, false);
    const sent = await send(command());
    await pass(600);
    expect(bench.delivered()).toEqual([]);
    expect(await lookUp(sent)).toMatchObject({ state: 'pending' });
  });

  describe.each(['page', 'array'] as const)('without an id, from a %s', (list) => {
    beforeEach(() => bench.simulator.faults.set({ list_answer: list }));

    it('finds what was carried out although no answer came', async () => {
      bench.simulator.faults.set({ answer_cut: { times: 1 } });
      const sent = await send(command('超时的一条'));
      expect(sent.vendor_id).toBeNull();
      expect(await lookUp(sent)).toMatchObject({
        state: 'pending',
        vendor_id: expect.stringMatching(/^\d{19}$/) as string,
      });
      await pass(40);
      expect(await lookUp(sent)).toMatchObject({
        state: 'done',
        vendor_id: expect.stringMatching(/^\d{19}$/) as string,
      });
    });

    it('says absent only when both logs are silent and the vendor had time', async () => {
      bench.simulator.faults.set({ call_lost: { times: 1 } });
      const sent = await send(command('没到的一条'));
      expect(await lookUp(sent)).toEqual({ state: 'unknown', cause: 'too early to tell' });
      await pass(31);
      expect(await lookUp(sent)).toEqual({ state: 'absent' });
    });

    it('does not take an older command of the same words for it', async () => {
      await send(command('收到'));
      await pass(3600);
      bench.simulator.faults.set({ call_lost: { times: 1 } });
      const sent = await send(command('收到'));
      await pass(40);
      expect(await lookUp(sent)).toEqual({ state: 'absent' });
    });

    it('is not sure when the same words went there shortly before', async () => {
      await send(command('收到'));
      await pass(40);
      bench.simulator.faults.set({ call_lost: { times: 1 } });
      const sent = await send(command('收到'));
      await pass(40);
      expect(await lookUp(sent)).toMatchObject({
        state: 'unknown',
        cause: expect.stringContaining('same words') as string,
      });
    });

    it('finds it behind a page of others', async () => {
      bench.simulator.faults.set({ answer_cut: { times: 1 }, fastest_ms: 0, slowest_ms: 0 });
      const sent = await send(command('被埋住的一条'));
      const others = Array.from({ length: 100 }, (_, at) => ({
        type: 203,
        titleList: ['仑哥'],
        receivedContent: `第${at}条`,
      }));
      const url = `${bench.simulator.url}/wework/sendRawMessage?robotId=${bench.account.external_id}&key=${bench.account.secret}`;
      for (let n = 0; n < 2; n += 1)
        await fetch(url, { method: 'POST', body: JSON.stringify({ socketType: 2, list: others }) });
      await pass(40);
      expect(await lookUp(sent)).toMatchObject({ state: 'done' });
    });

    it('is not sure when the log is longer than one can search', async () => {
      bench.simulator.faults.set({ call_lost: { times: 1 }, fastest_ms: 0, slowest_ms: 0 });
      const sent = await send(command('找不到的一条'));
      const url = `${bench.simulator.url}/wework/sendRawMessage?robotId=${bench.account.external_id}&key=${bench.account.secret}`;
      const others = Array.from({ length: 100 }, (_, at) => ({
        type: 203,
        titleList: ['仑哥'],
        receivedContent: `第${at}条`,
      }));
      for (let n = 0; n < 6; n += 1)
        await fetch(url, { method: 'POST', body: JSON.stringify({ socketType: 2, list: others }) });
      await pass(40);
      expect(await lookUp(sent)).toEqual({ state: 'unknown', cause: 'the log is too long to be searched' });
    });

    it('is not sure when the vendor’s times may be of another zone', async () => {
      bench.simulator.faults.set({ zone_hours: 0, answer_cut: { times: 1 } });
      const sent = await send(command('时区'));
      await pass(40);
      expect(await lookUp(sent)).toMatchObject({ state: 'unknown' });
    });
  });

  it('is not sure when the log cannot be read', async () => {
    const sent = await send(command());
    bench.simulator.faults.set({ list_answer: 'odd' });
    expect(await lookUp(sent)).toEqual({ state: 'unknown', cause: 'a log that cannot be read' });
  });

  it.each(['data', 'bare', 'object'] as const)('understands whether a robot is online from %s', async (online) => {
    bench.simulator.faults.set({ online_answer: online });
    expect(await bench.channel.online(bench.account)).toBe('online');
    await bench.simulator.setOnline(bench.account.external_id, false);
    expect(await bench.channel.online(bench.account)).toBe('offline');
  });

  it('hears of a robot that goes and comes', async () => {
    await bench.channel.setCallback!(bench.account, inbox.url);
    inbox.callbacks.length = 0;
    await bench.simulator.setOnline(bench.account.external_id, false);
    await bench.simulator.setOnline(bench.account.external_id, true);
    expect(inbox.events()).toMatchObject([{ state: 'offline' }, { state: 'online' }]);
  });

  it('cannot set an address that does not answer', async () => {
    inbox.refuseWith(500);
    await expect(bench.channel.setCallback!(bench.account, inbox.url)).rejects.toMatchObject({
      code: 'channels.refused',
      kind: 'conflict',
    });
    const failing = bench.wire!.nobodyListens.setCallback!(bench.account, inbox.url);
    await expect(failing).rejects.toMatchObject({ code: 'channels.no_answer', kind: 'transient' });
  });

  describe('what the robots report', () => {
    beforeEach(async () => {
      await bench.channel.setCallback!(bench.account, inbox.url);
      const two = { ...bench.account, external_id: 'robot-two', secret: null, own_id: '管家二号' };
      await bench.channel.setCallback!(two, inbox.url);
      inbox.callbacks.length = 0;
    });

    it.each(['json', 'urlencoded', 'multipart'] as const)('is read from %s', async (form) => {
      bench.simulator.faults.set({ form });
      await bench.simulator.say({ group: '测试群2', from: '李姐', text: '在的', at: ['管家'] });
      expect(messages()).toMatchObject([{ text: '在的', raw_text: '@管家 在的', mentions_account: true, own: false }]);
    });

    /** Callbacks as each robot's own account would read them. */
    const readBy = (raw: RawCallback, external_id: string): InboundMessage =>
      bench.channel.read({ ...raw, account: { ...raw.account, external_id } }).events[0] as InboundMessage;

    it('is one message for two robots of a group, also when one calls the group by a remark', async () => {
      await bench.simulator.say({ group: '测试群1', from: '李姐', text: '在的' });
      const [one, two] = [readBy(inbox.callbacks[0]!, 'robot-one'), readBy(inbox.callbacks[1]!, 'robot-two')];
      expect(one.twin_key).not.toBeNull();
      expect(two.twin_key).toBe(one.twin_key);
      expect(two.source_id).not.toBe(one.source_id);
      expect(two.conversation.name).toBe('二号的备注');
    });

    it('is another message for another group, sender, kind or text', async () => {
      const said = { group: '测试群1', from: '李姐', text: '在的' };
      for (const other of [{}, { group: '测试群2' }, { from: '王哥' }, { text: '在的！' }, { text_type: 15 }])
        await bench.simulator.say({ ...said, ...other });
      const ofOne = bench.simulator.ledger
        .of('callback', bench.account.external_id)
        .filter((entry) => entry.purpose === 'message')
        .map((entry) => inbox.callbacks.find((raw) => Buffer.from(raw.body).toString() === entry.body)!)
        .map((raw) => readBy(raw, 'robot-one'));
      expect(new Set(ofOne.map((one) => one.twin_key)).size).toBe(5);
      expect(new Set(ofOne.map((one) => one.source_id)).size).toBe(5);
    });

    it('has one id when it comes twice, for a while only, and another when the vendor’s id differs', async () => {
      bench.simulator.faults.set({ duplicate_message: { times: 1 } });
      await bench.simulator.say({ group: '测试群2', from: '李姐', text: '在的' });
      const [one, again] = messages();
      expect(again!.source_id).toBe(one!.source_id);
      expect(one!.same_within_ms).toBe(30_000);
      inbox.callbacks.length = 0;
      bench.simulator.faults.set({ message_id: 'unique' });
      await bench.simulator.say({ group: '测试群2', from: '李姐', text: '在的' });
      await bench.simulator.say({ group: '测试群2', from: '李姐', text: '在的' });
      expect(new Set(messages().map((one) => one.source_id)).size).toBe(2);
    });

    it.each(['empty', 'shared'] as const)('keeps messages apart when the vendor’s id is %s', async (message_id) => {
      bench.simulator.faults.set({ message_id });
      await bench.simulator.say({ group: '测试群2', from: '李姐', text: '第一句' });
      await bench.simulator.say({ group: '测试群2', from: '李姐', text: '第二句' });
      expect(new Set(messages().map((one) => one.source_id)).size).toBe(2);
    });
  });

  it('has a reason for every code the vendor names, and for those it does not', () => {
    const codes = [
      101_011, 101_012, 101_013, 101_014, 201_011, 201_012, 201_013, 201_014, 201_015, 201_016, 201_017, 201_018,
      201_101, 201_102, 201_103, 201_104, 201_105, 201_106, 201_107, 201_108, 201_109, 501_000, 501_011, 501_012,
      501_013,
    ];
    const table = codes.map((code) => `${code} ${refusalOf(code).reason} ${refusalOf(code).retry}`);
    expect(table.filter((line) => line.endsWith('later'))).toEqual([
      '201101 target_not_found later',
      '201102 vendor_fault later',
      '201107 file_unreachable later',
      '501000 vendor_fault later',
      '501013 account_offline later',
    ]);
    expect(refusalOf(201_104, 'group').reason).toBe('group_not_found');
    expect(refusalOf(999_999)).toEqual({ reason: 'vendor_fault', retry: 'never' });
  });
});
