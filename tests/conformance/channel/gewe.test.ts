import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../domain/messaging/inbound.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import { createGeweChannel } from '../../../integrations/channels/gewe/create-gewe-channel.ts';
import { meaningOf } from '../../../integrations/channels/gewe/ret-table.ts';
import { openCallbackInbox, type CallbackInbox } from '../../support/callback-inbox.ts';
import { channelSuite } from './channel.suite.ts';
import { openGeweBench, ROOM, type GeweBench } from './gewe-bench.ts';

const payloads = join(import.meta.dirname, '../../../integrations/channels/gewe/payloads');
channelSuite('gewe', payloads, openGeweBench);

describe('gewe', () => {
  let bench: GeweBench;
  let inbox: CallbackInbox;
  beforeEach(async () => {
    bench = await openGeweBench();
    inbox = await openCallbackInbox(bench.channel, bench.account, bench.clock);
  });
  afterEach(async () => {
    await inbox.close();
    await bench.close();
  });

  const send = (command: Outbound) => bench.channel.send(bench.account, command);
  const labelsOf = (wxid: string): string[] => bench.simulator.devices.get('wx_one')!.labelNames(wxid);
  const labels = (add: string[], remove: string[] = []): Outbound => ({
    kind: 'labels',
    to: bench.person,
    add,
    remove,
  });
  const lastCall = (path: string) => bench.simulator.ledger.of('call').findLast((one) => one.path === path)?.body;
  const messages = (): InboundMessage[] => inbox.events().filter((one) => one.kind === 'message');

  it('keeps large ids whole on the way out and back', async () => {
    const outcome = await send({ kind: 'text', to: bench.person, text: '您好', mentions: [] });
    const [seen] = bench.simulator.ledger.of('delivery');
    expect(outcome).toMatchObject({ state: 'sent', vendor_id: seen!.vendor_id });
    expect(BigInt(seen!.vendor_id)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  });

  it('writes the names of those mentioned into the words, once', async () => {
    const to = bench.group!;
    const zhaoxi = { id: 'wxid_x', name: '朝夕' };
    await send({ kind: 'text', to, text: '请看', mentions: [zhaoxi] });
    expect(lastCall('/message/postText')).toMatchObject({ content: '@朝夕\u2005请看', ats: 'wxid_x', toWxid: ROOM });
    await send({ kind: 'text', to, text: '@朝夕 请看', mentions: [zhaoxi] });
    expect(lastCall('/message/postText')).toMatchObject({ content: '@朝夕 请看', ats: 'wxid_x' });
    await send({ kind: 'text', to, text: '开会', mentions: ['everyone'] });
    expect(lastCall('/message/postText')).toMatchObject({ content: '@所有人\u2005开会', ats: 'notify@all' });
    await send({ kind: 'text', to: bench.person, text: '您好', mentions: [zhaoxi] });
    expect(lastCall('/message/postText')).toEqual({ appId: 'wx_one', toWxid: 'wxid_x', content: '您好' });
  });

  describe('labels', () => {
    it.each(['labels', 'labelList', 'bare'] as const)(
      'are added and removed without losing another (list as %s)',
      async (form) => {
        bench.simulator.faults.set({ label_list: form });
        expect(await send(labels(['重点客户'], ['上海']))).toMatchObject({ state: 'sent' });
        expect(labelsOf('wxid_x')).toEqual(['意向客户', '重点客户']);
        expect(await send(labels(['北京', '意向客户']))).toMatchObject({ state: 'sent' });
        expect(labelsOf('wxid_x')).toEqual(['意向客户', '重点客户', '北京']);
      },
    );

    it('keep ids the list of labels does not name', async () => {
      const contact = bench.simulator.devices.get('wx_one')!.contacts.get('wxid_x')!;
      contact.labels.push('77');
      await send(labels(['重点客户']));
      expect(contact.labels).toContain('77');
    });

    it('are not written when nothing changes', async () => {
      expect(await send(labels(['上海'], ['没有的标签']))).toMatchObject({ state: 'sent' });
      expect(lastCall('/label/modifyMemberList')).toBeUndefined();
    });

    it('are not touched when they cannot be read', async () => {
      bench.simulator.faults.set({ label_list: 'odd' });
      expect(await send(labels(['重点客户']))).toMatchObject({ state: 'refused', retry: 'later' });
      bench.simulator.faults.set({ label_list: 'labels', http_500: { times: 1 } });
      expect(await send(labels(['重点客户']))).toMatchObject({ state: 'refused', retry: 'later' });
      expect(labelsOf('wxid_x')).toEqual(['意向客户', '上海']);
    });

    it('are told by reading them back', async () => {
      const sent = {
        command: labels(['重点客户'], ['上海']),
        vendor_id: null,
        from: bench.clock.now(),
        to: bench.clock.now(),
      };
      expect(await bench.channel.lookUp(bench.account, sent)).toEqual({ state: 'absent' });
      await send(sent.command);
      expect(await bench.channel.lookUp(bench.account, sent)).toMatchObject({ state: 'done' });
      bench.simulator.faults.set({ label_list: 'odd' });
      expect(await bench.channel.lookUp(bench.account, sent)).toMatchObject({ state: 'unknown' });
    });

    it('of nobody, and of groups, are refused', async () => {
      expect(await send({ kind: 'labels', to: bench.nobody, add: ['a'], remove: [] })).toMatchObject({
        reason: 'target_not_found',
      });
      expect(await send({ kind: 'labels', to: bench.group!, add: ['a'], remove: [] })).toMatchObject({
        reason: 'not_supported',
      });
    });
  });

  it('tells a remark by reading it back', async () => {
    const command: Outbound = { kind: 'remark', to: bench.person, remark: '张总' };
    const sent = { command, vendor_id: null, from: bench.clock.now(), to: bench.clock.now() };
    expect(await bench.channel.lookUp(bench.account, sent)).toEqual({ state: 'absent' });
    await send(command);
    expect(await bench.channel.lookUp(bench.account, sent)).toMatchObject({ state: 'done' });
  });

  it('does not know what came of a message without an answer', async () => {
    const command: Outbound = { kind: 'text', to: bench.person, text: '您好', mentions: [] };
    const sent = { command, vendor_id: null, from: bench.clock.now(), to: bench.clock.now() };
    expect(await bench.channel.lookUp(bench.account, sent)).toMatchObject({ state: 'unknown' });
  });

  describe('moments', () => {
    const moment = (change: Partial<Extract<Outbound, { kind: 'moment' }>>): Outbound => ({
      kind: 'moment',
      text: '新品上市',
      images: [],
      link: null,
      visible_to: [],
      hidden_from: [],
      ...change,
    });

    it('carry words, pictures or a link to those who may see them', async () => {
      await send(moment({ visible_to: ['wxid_x'], hidden_from: ['wxid_y'] }));
      expect(lastCall('/sns/sendTextSns')).toMatchObject({
        content: '新品上市',
        allowWxIds: ['wxid_x'],
        disableWxIds: ['wxid_y'],
      });
      bench.clock.advance({ seconds: 3 });
      await send(moment({ images: ['https://example.com/1.png', 'https://example.com/2.png'] }));
      expect(lastCall('/sns/sendImgSns')).toMatchObject({
        imgInfos: [
          { fileUrl: 'https://example.com/1.png#uploaded' },
          { fileUrl: 'https://example.com/2.png#uploaded' },
        ],
      });
      bench.clock.advance({ seconds: 3 });
      const outcome = await send(moment({ link: { url: 'https://example.com/a', title: '方案' } }));
      expect(outcome).toMatchObject({ state: 'sent', vendor_id: expect.stringMatching(/^\d{20}$/) as string });
      expect(lastCall('/sns/sendUrlSns')).toMatchObject({ linkUrl: 'https://example.com/a', title: '方案' });
    });

    it('closer together than the declared pause are refused by the vendor', async () => {
      await send(moment({}));
      bench.clock.advance({ seconds: bench.channel.limits.pause_ms_of!.moment! / 1000 - 1 });
      expect(await send(moment({}))).toMatchObject({ state: 'refused', reason: 'too_many_calls', retry: 'later' });
      bench.clock.advance({ seconds: 1 });
      expect(await send(moment({}))).toMatchObject({ state: 'sent' });
    });

    it('without anything in them, or with more than they take, are refused without a call', async () => {
      expect(await send(moment({ text: '' }))).toMatchObject({ reason: 'content_refused' });
      const link = { url: 'https://example.com/a', title: '方案' };
      const images = ['https://example.com/1.png', 'https://example.com/2.png'];
      expect(await send(moment({ link, images }))).toMatchObject({ reason: 'not_supported' });
      expect(bench.calls()).toBe(0);
    });

    it('may be tried again when only the upload went wrong', async () => {
      bench.wire!.strike('answer_cut');
      expect(await send(moment({ images: ['https://example.com/1.png'] }))).toMatchObject({
        state: 'refused',
        retry: 'later',
      });
      expect(bench.delivered()).toEqual([]);
    });
  });

  it('reads the address book', async () => {
    const { contacts, groups, members } = bench.channel.directory!;
    expect(await contacts(bench.account)).toEqual([
      { external_id: 'wxid_x', name: '朝夕', remark: null, labels: ['意向客户', '上海'] },
      { external_id: 'wxid_y', name: '小王', remark: '王总', labels: [] },
    ]);
    expect(await groups(bench.account)).toEqual([{ external_id: ROOM, name: '老客户群', remark: null }]);
    expect(await members(bench.account, ROOM)).toContainEqual({
      external_id: 'wxid_x',
      name: '上海-朝夕',
      admin: true,
    });
    expect((await members(bench.account, ROOM)).filter((one) => one.admin).map((one) => one.external_id)).toEqual([
      'wxid_x',
      'wxid_y',
    ]);
    await expect(members(bench.account, '1@chatroom')).rejects.toMatchObject({ code: 'channels.refused' });
    bench.wire!.strike('answer_cut');
    await expect(contacts(bench.account)).rejects.toMatchObject({ code: 'channels.no_answer', kind: 'transient' });
  });

  it('sets its address on the hosted and on the self-hosted gateway', async () => {
    const options = { token: bench.token, clock: bench.clock, sendTimeoutMs: 1500, askTimeoutMs: 1500 };
    for (const [url, path] of [
      [bench.simulator.url, '/login/setCallback'],
      [bench.simulator.selfHostedUrl, '/tools/setCallback'],
    ] as const) {
      await createGeweChannel({ url, ...options }).setCallback!(bench.account, `${inbox.url}/`);
      expect(lastCall(path)).toEqual({ token: bench.token, callbackUrl: `${inbox.url}/message` });
    }
    expect(inbox.events()).toMatchObject([{ kind: 'nothing' }, { kind: 'nothing' }]);
    inbox.refuseWith(500);
    await expect(bench.channel.setCallback!(bench.account, inbox.url)).rejects.toMatchObject({
      code: 'channels.no_answer',
    });
  });

  describe.each(['v1', 'lower', 'v2'] as const)('callbacks as %s', (form) => {
    beforeEach(async () => {
      bench.simulator.faults.set({ form });
      await bench.channel.setCallback!(bench.account, inbox.url);
      inbox.callbacks.length = 0;
    });

    it('name the device they are for, and are read for no other', async () => {
      await bench.simulator.say({ device: 'wx_one', from: 'wxid_x', text: '在吗' });
      const [raw] = inbox.callbacks;
      expect(bench.channel.accountIn!(raw!)).toBe('wx_one');
      const other = { ...bench.account, external_id: 'wx_two', own_id: 'wxid_two' };
      expect(bench.channel.read({ ...raw!, account: other }).events).toMatchObject([{ kind: 'unreadable' }]);
    });

    it('bring a message with who wrote it and when', async () => {
      await bench.simulator.say({ device: 'wx_one', from: 'wxid_x', text: '在吗' });
      expect(messages()).toMatchObject([
        {
          text: '在吗',
          own: false,
          conversation: { kind: 'person', id: 'wxid_x' },
          sender: { id: 'wxid_x', name: '朝夕', stable: true },
          sent_at: bench.clock.now(),
          source_id: expect.stringMatching(/^\d{19}$/) as string,
        },
      ]);
    });

    it('tell a repeat by its id, and one group message told by two devices by its twin key', async () => {
      bench.simulator.faults.set({ duplicate_callback: { times: 1 } });
      await bench.simulator.say({ room: ROOM, from: 'wxid_x', text: '在的', at: ['wxid_own'] });
      const read = inbox.callbacks.map((raw) => {
        const external_id = bench.channel.accountIn!(raw)!;
        const own_id = external_id === 'wx_one' ? 'wxid_own' : 'wxid_two';
        return bench.channel.read({ ...raw, account: { ...raw.account, external_id, own_id } })
          .events[0] as InboundMessage;
      });
      const [one, again, twin] = read;
      expect(again!.source_id).toBe(one!.source_id);
      expect(twin!.source_id).not.toBe(one!.source_id);
      expect(twin!.twin_key).toBe(one!.twin_key);
      expect(one).toMatchObject({ mentions_account: true, sender: { id: 'wxid_x', name: '上海-朝夕' } });
      expect(twin).toMatchObject({ mentions_account: false, mentioned_ids: ['wxid_own'] });
      bench.clock.advance({ seconds: 1 });
      await bench.simulator.say({ room: ROOM, from: 'wxid_x', text: '在的' });
      expect(messages().at(-1)!.twin_key).not.toBe(one!.twin_key);
    });

    it('bring what was sent back as its own, under the id of the answer', async () => {
      const outcome = await send({ kind: 'text', to: bench.person, text: '您好', mentions: [] });
      await send({ kind: 'text', to: bench.group!, text: '大家好', mentions: [] });
      await bench.workThrough();
      const [toPerson, toGroup] = messages();
      expect(toPerson).toMatchObject({ own: true, conversation: { kind: 'person', id: 'wxid_x' }, text: '您好' });
      expect(outcome).toMatchObject({ vendor_id: toPerson!.vendor_id });
      expect(toGroup).toMatchObject({ own: true, conversation: { kind: 'group', id: ROOM }, text: '大家好' });
    });

    it('tell that the account went away', async () => {
      await bench.simulator.setOnline('wx_one', false);
      expect(inbox.events()).toMatchObject([{ kind: 'account_state', state: 'offline' }]);
      expect(await send({ kind: 'text', to: bench.person, text: '您好', mentions: [] })).toMatchObject({
        reason: 'account_offline',
      });
    });
  });

  it('hears of contacts that changed and went', async () => {
    await bench.channel.setCallback!(bench.account, inbox.url);
    inbox.callbacks.length = 0;
    await bench.simulator.reportContact('wx_one', 'wxid_y', 'ModContacts');
    await bench.simulator.reportContact('wx_one', 'wxid_y', 'DelContacts');
    expect(inbox.events()).toMatchObject([
      { kind: 'contact_changed', id: 'wxid_y', name: '小王', remark: '王总' },
      { kind: 'friend_removed', person: { id: 'wxid_y' } },
    ]);
  });

  it('gives failures the reason their words tell', () => {
    const told = (words: string): string => {
      const meaning = meaningOf(500, words);
      return meaning === 'unknown' ? meaning : `${meaning.reason} ${meaning.retry}`;
    };
    expect(told('')).toBe('vendor_fault later');
    expect(told('请求超时')).toBe('unknown');
    expect(told('Read timed out')).toBe('unknown');
    expect(told('微信已掉线')).toBe('account_offline later');
    expect(told('新设备登录后不能发朋友圈')).toBe('not_permitted never');
    expect(told('该用户不是您的好友')).toBe('target_not_found never');
    expect(told('暂不支持该类型')).toBe('not_supported never');
    expect(meaningOf(401, '')).toMatchObject({ reason: 'not_permitted', retry: 'never' });
    expect(meaningOf(429, '')).toMatchObject({ reason: 'too_many_calls', retry: 'later' });
  });
});
