import { describe, expect, it } from 'vitest';
import { SHIFTS, SPEECH_KINDS, type RobotDuty } from '../../../kernel/contracts/messaging-robots.ts';
import { DUTY_TABLE, shiftAt } from './duty-table.ts';
import { pickRobot, type Candidate } from './pick-robot.ts';
import { HINDRANCES, hindranceOf, whyNot, type RobotFacts } from './why-not.ts';

const HOURS = { day_from: '09:00', day_to: '21:00' };
const at = (time: string): Date => new Date(`2026-11-18T${time}:00+08:00`);
const FIT: RobotFacts = { state: 'online', paused: false, rest_until: null, sent_today: 0, commands_per_day: null };
const robot = (name: string, duty: RobotDuty | null, more: Partial<Candidate> = {}): Candidate => ({
  ...FIT,
  account_id: name,
  account_name: name,
  channel: 'worktool',
  duty,
  position: 0,
  ...more,
});

describe('the shifts', () => {
  it.each([
    ['05:59', 'night'],
    ['08:59', 'night'],
    ['09:00', 'day'],
    ['12:00', 'day'],
    ['20:59', 'day'],
    ['21:00', 'night'],
    ['23:59', 'night'],
    ['00:00', 'night'],
  ])('%s is %s', (time, shift) => expect(shiftAt(at(time), HOURS)).toBe(shift));

  it.each([
    ['21:59', 'night'],
    ['22:00', 'day'],
    ['00:00', 'day'],
    ['05:59', 'day'],
    ['06:00', 'night'],
  ])('also when the day goes over midnight: %s is %s', (time, shift) =>
    expect(shiftAt(at(time), { day_from: '22:00', day_to: '06:00' })).toBe(shift),
  );
});

describe('the table of duties', () => {
  const EVERYBODY = (['monitor', 'notifier', 'day_reply', 'night_reply'] as const).map((duty) => robot(duty, duty));
  const TIME = { day: '10:00', night: '22:00' } as const;

  it.each([
    ['reply', 'day', ['day_reply', 'night_reply', 'notifier']],
    ['reply', 'night', ['night_reply', 'day_reply', 'notifier']],
    ['notify', 'day', ['notifier', 'day_reply', 'night_reply']],
    ['notify', 'night', ['notifier', 'night_reply', 'day_reply']],
  ] as const)('%s by %s: %j, each one when those before it cannot', (kind, shift, order) => {
    const off = new Set<string>();
    for (const duty of order) {
      const now = EVERYBODY.map((one) => (off.has(one.account_id) ? { ...one, state: 'offline' as const } : one));
      expect(pickRobot(now, { kind, at: at(TIME[shift]), hours: HOURS }).robot?.account_id).toBe(duty);
      off.add(duty);
    }
  });

  it('has every cell, and the monitor in none', () => {
    for (const kind of SPEECH_KINDS)
      for (const shift of SHIFTS) {
        expect(DUTY_TABLE[kind][shift].toSorted()).toEqual(['day_reply', 'night_reply', 'notifier']);
      }
  });

  it('lets the monitor say nothing, even alone, and whatever else the account is', () => {
    const wanted = { kind: 'reply', at: at('10:00'), hours: HOURS } as const;
    expect(pickRobot([robot('m', 'monitor')], wanted).robot).toBeNull();
    expect(pickRobot([robot('m', 'monitor'), robot('m', 'day_reply')], wanted).robot).toBeNull();
  });
});

describe('stepping in', () => {
  const wanted = { kind: 'reply', at: at('10:00'), hours: HOURS } as const;
  const first = (more: Partial<Candidate>): Candidate => robot('甲', 'day_reply', more);
  const second = robot('乙', 'day_reply', { position: 1 });

  it.each<[Partial<Candidate>, string]>([
    [{}, '甲'],
    [{ state: 'unknown' }, '甲'],
    [{ state: 'offline' }, '乙'],
    [{ paused: true }, '乙'],
    [{ rest_until: at('10:01') }, '乙'],
    [{ rest_until: at('10:00') }, '甲'],
    [{ sent_today: 10, commands_per_day: 10 }, '乙'],
    [{ sent_today: 9, commands_per_day: 10 }, '甲'],
  ])('with %j it is %s', (more, name) => {
    const choice = pickRobot([second, first(more)], wanted);
    expect(choice.robot?.account_name).toBe(name);
    expect(choice.considered.map((one) => one.account_name)).toEqual(['甲', '乙']);
  });

  it('says why', () => {
    expect(pickRobot([first({ state: 'offline' }), second], wanted).reason).toBe(
      '“甲”不在线，由“乙”（白班回复机器人）接替',
    );
    expect(pickRobot([first({})], wanted).reason).toBe('“甲”是白班回复机器人');
    expect(pickRobot([], wanted)).toMatchObject({ robot: null, reason: '这里没有可以发言的机器人' });
  });

  it('waits for the one that is likely back first when none can', () => {
    const none = [
      first({ paused: true }),
      { ...second, state: 'offline' as const },
      robot('丙', null, { rest_until: at('11:00') }),
    ];
    expect(pickRobot(none, wanted)).toMatchObject({
      robot: { account_name: '丙' },
      reason: '没有一个能马上发言，先排给“丙”（在群里，连续出错，正在休息）',
    });
  });

  it('takes who has no post only after all who have one', () => {
    expect(pickRobot([robot('散', null), robot('夜', 'night_reply')], wanted).robot?.account_name).toBe('夜');
    expect(
      pickRobot([robot('散', null), robot('夜', 'night_reply', { paused: true })], wanted).robot?.account_name,
    ).toBe('散');
  });
});

it('every hindrance has its words, and the longest counts', () => {
  const all: RobotFacts = {
    state: 'offline',
    paused: true,
    rest_until: at('12:00'),
    sent_today: 1,
    commands_per_day: 1,
  };
  const found = [
    hindranceOf(FIT, at('10:00')),
    hindranceOf({ ...FIT, rest_until: at('12:00') }, at('10:00')),
    hindranceOf({ ...all, paused: false, commands_per_day: null }, at('10:00')),
    hindranceOf({ ...all, paused: false }, at('10:00')),
    hindranceOf(all, at('10:00')),
  ];
  expect(found).toEqual(HINDRANCES);
  expect(whyNot(FIT, at('10:00'))).toBeNull();
  expect(whyNot(all, at('10:00'))).toBe('已暂停');
});
