import type { AccountState } from '../../../kernel/contracts/messaging.ts';

/** What is looked at to tell whether an account can send. */
export interface RobotFacts {
  readonly state: AccountState;
  readonly paused: boolean;
  readonly rest_until: Date | null;
  readonly sent_today: number;
  /** The narrower of the account's and the channel's own; null: no limit known. */
  readonly commands_per_day: number | null;
}

/** How soon what keeps a robot from speaking is over: the higher, the longer others should step in. */
export type Hindrance = 'none' | 'rests' | 'offline' | 'quota' | 'paused';

/** From what passes soonest to what only a person ends. */
export const HINDRANCES = ['none', 'rests', 'offline', 'quota', 'paused'] as const satisfies readonly Hindrance[];

const WORDS: Readonly<Record<Hindrance, string | null>> = {
  none: null,
  rests: '连续出错，正在休息',
  offline: '不在线',
  quota: '今天的发送数量已满',
  paused: '已暂停',
};

/** The longest of the things that keep a robot from sending at that moment. */
export function hindranceOf(robot: RobotFacts, at: Date): Hindrance {
  if (robot.paused) return 'paused';
  if (robot.commands_per_day !== null && robot.sent_today >= robot.commands_per_day) return 'quota';
  if (robot.state === 'offline') return 'offline';
  return robot.rest_until && robot.rest_until > at ? 'rests' : 'none';
}

/** The same in words; null: nothing. */
export function whyNot(robot: RobotFacts, at: Date): string | null {
  return WORDS[hindranceOf(robot, at)];
}
