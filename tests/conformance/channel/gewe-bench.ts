import { createGeweChannel } from '../../../integrations/channels/gewe/create-gewe-channel.ts';
import {
  startGeweSimulator,
  type GeweSimulator,
} from '../../../integrations/channels/gewe/simulator/start-gewe-simulator.ts';
import { closedAddress } from '../../support/closed-address.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import type { ChannelBench } from './channel-bench.ts';

const APP = 'wx_one';
const TOKEN = 'gewe-token-secret-1';
export const ROOM = '34757816141@chatroom';

export interface GeweBench extends ChannelBench {
  readonly simulator: GeweSimulator;
  readonly token: string;
}

/** GeWe in front of its simulator, time standing still. */
export async function openGeweBench(seed = 1): Promise<GeweBench> {
  const clock = new FakeClock();
  const simulator = await startGeweSimulator({
    clock,
    seed,
    token: TOKEN,
    devices: [
      {
        appId: APP,
        wxid: 'wxid_own',
        nickName: '小枢',
        contacts: [
          { wxid: 'wxid_x', nickName: '朝夕', labels: ['意向客户', '上海'] },
          { wxid: 'wxid_y', nickName: '小王', remark: '王总' },
        ],
      },
      { appId: 'wx_two', wxid: 'wxid_two', nickName: '小枢二号', isNew: true },
    ],
    rooms: [
      {
        id: ROOM,
        name: '老客户群',
        owner: 'wxid_y',
        admins: ['wxid_x'],
        members: [
          { wxid: 'wxid_own', nickName: '小枢' },
          { wxid: 'wxid_two', nickName: '小枢二号' },
          { wxid: 'wxid_x', nickName: '朝夕', displayName: '上海-朝夕' },
          { wxid: 'wxid_y', nickName: '小王' },
        ],
      },
    ],
  });
  const account = { id: 'a-1', external_id: APP, secret: null, own_id: 'wxid_own' };
  const person = { kind: 'person', id: 'wxid_x', name: '朝夕' } as const;
  const nobody = { kind: 'person', id: 'wxid_nobody', name: '谁' } as const;
  const make = (url: string) =>
    createGeweChannel({ url, token: TOKEN, clock, sendTimeoutMs: 1500, askTimeoutMs: 1500 });
  const text = (to: ChannelBench['person'] = person) => ({ kind: 'text' as const, to, text: '您好', mentions: [] });
  const failing = (words: string) => (): void => simulator.faults.set({ ret_500: { times: 1 }, fail_words: words });
  return {
    simulator,
    token: TOKEN,
    channel: make(simulator.url),
    account,
    clock,
    person,
    group: { kind: 'group', id: ROOM, name: '老客户群' },
    nobody,
    secrets: [APP, TOKEN, 'secret-path'],
    accepts: 'sent',
    refusals: [
      {
        name: 'a device the vendor does not know',
        arrange: () => {},
        account: { ...account, external_id: 'wx_nobody' },
        command: text(),
        expected: { reason: 'account_unknown', retry: 'never', vendor_code: '500', vendor_words: '设备不存在: ***' },
      },
      {
        name: 'a wrong token',
        arrange: () => {},
        account: { ...account, secret: 'wrong-token' },
        command: text(),
        expected: { reason: 'not_permitted', retry: 'never' },
      },
      {
        name: 'no friend',
        arrange: () => {},
        command: text(nobody),
        expected: { reason: 'target_not_found', retry: 'never' },
      },
      {
        name: 'not in the group',
        arrange: () => {},
        command: text({ kind: 'group', id: '1@chatroom', name: '别的群' }),
        expected: { reason: 'group_not_found', retry: 'never' },
      },
      {
        name: 'too fast',
        arrange: failing('操作过于频繁，请稍后再试'),
        command: text(),
        expected: { reason: 'too_many_calls', retry: 'later' },
      },
      {
        name: 'forbidden words',
        arrange: failing('内容包含敏感词'),
        command: text(),
        expected: { reason: 'content_refused', retry: 'never' },
      },
      {
        name: 'no file',
        arrange: failing('文件下载失败'),
        command: text(),
        expected: { reason: 'file_unreachable', retry: 'later' },
      },
      {
        name: 'no cause',
        arrange: failing('系统繁忙'),
        command: text(),
        expected: { reason: 'vendor_fault', retry: 'later' },
      },
      {
        name: 'a device that is new',
        arrange: () => {},
        account: { ...account, external_id: 'wx_two', own_id: 'wxid_two' },
        command: { kind: 'moment', text: '新品', images: [], link: null, visible_to: [], hidden_from: [] },
        expected: { reason: 'not_permitted', retry: 'never' },
      },
      {
        name: 'offline',
        arrange: () => simulator.setOnline(APP, false),
        command: text(),
        expected: { reason: 'account_offline', retry: 'later' },
      },
    ],
    delivered: () => simulator.ledger.of('delivery').map(({ to, what, text: words }) => ({ to, what, text: words })),
    workThrough: () => simulator.time.advance(1000),
    calls: () => simulator.ledger.of('call').length,
    wire: {
      strike: (fault) => simulator.faults.set({ [fault]: { times: 1 } }),
      nobodyListens: make(await closedAddress()),
      answerOddly: () => simulator.faults.set({ online_answer: 'odd' }),
    },
    setOnline: (online) => simulator.setOnline(APP, online),
    close: () => simulator.close(),
  };
}
