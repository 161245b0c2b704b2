import { createWorktoolChannel } from '../../../integrations/channels/worktool/create-worktool-channel.ts';
import {
  startWorktoolSimulator,
  type WorktoolSimulator,
} from '../../../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import { closedAddress } from '../../support/closed-address.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import type { ChannelBench } from './channel-bench.ts';

const ROBOT = 'robot-bearer-secret-1';
export const KEY = 'robot-key-secret-2';

export interface WorktoolBench extends ChannelBench {
  readonly simulator: WorktoolSimulator;
}

/** WorkTool in front of its simulator, time standing still. */
export async function openWorktoolBench(seed = 1): Promise<WorktoolBench> {
  const clock = new FakeClock();
  const simulator = await startWorktoolSimulator({
    clock,
    seed,
    robots: [
      { id: ROBOT, name: '管家', key: KEY },
      { id: 'robot-two', name: '管家二号' },
    ],
    groups: [
      { name: '测试群1', robots: [ROBOT, 'robot-two'], remarks: { 'robot-two': '二号的备注' } },
      { name: '测试群2', robots: [ROBOT] },
    ],
    missing: ['查无此人', '查无此群'],
  });
  simulator.faults.set({ calls_per_minute: null });
  const account = { id: 'a-1', external_id: ROBOT, secret: KEY, own_id: '管家' };
  const person = { kind: 'person', id: '仑哥', name: '仑哥' } as const;
  const make = (url: string) => createWorktoolChannel({ url, clock, sendTimeoutMs: 1500, askTimeoutMs: 1500 });
  const text = { kind: 'text', to: person, text: '您好', mentions: [] } as const;
  return {
    simulator,
    channel: make(simulator.url),
    account,
    clock,
    person,
    group: { kind: 'group', id: '测试群1', name: '测试群1' },
    nobody: { kind: 'person', id: '查无此人', name: '查无此人' },
    secrets: [ROBOT, KEY, 'secret-path'],
    accepts: 'accepted',
    refusals: [
      {
        name: 'a robot the vendor does not know',
        arrange: () => {},
        account: { ...account, external_id: 'robot-nobody' },
        command: { ...text, mentions: [] },
        expected: {
          reason: 'account_unknown',
          retry: 'never',
          vendor_code: '501011',
          vendor_words: '机器人ID错误：***',
        },
      },
      {
        name: 'a wrong key',
        arrange: () => {},
        account: { ...account, secret: 'wrong' },
        command: { ...text, mentions: [] },
        expected: { reason: 'not_permitted', retry: 'never', vendor_code: '501012' },
      },
      {
        name: 'too many calls',
        arrange: () => simulator.faults.set({ too_many: { times: 1 } }),
        command: { ...text, mentions: [] },
        expected: {
          reason: 'too_many_calls',
          retry: 'later',
          vendor_code: 'HTTP 429',
          retry_at: new Date(clock.now().getTime() + 60_000),
        },
      },
    ],
    delivered: () => simulator.ledger.of('delivery').map(({ to, what, text }) => ({ to, what, text })),
    workThrough: () => simulator.time.advance(30_000),
    calls: () => simulator.ledger.of('call').length,
    wire: {
      strike: (fault) => simulator.faults.set({ [fault]: { times: 1 } }),
      nobodyListens: make(await closedAddress()),
      answerOddly: () => simulator.faults.set({ online_answer: 'odd' }),
    },
    setOnline: (online) => simulator.setOnline(ROBOT, online),
    close: () => simulator.close(),
  };
}
