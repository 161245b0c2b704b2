import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pickRobot, type Candidate } from '../../messaging/roster/pick-robot.ts';
import { assumeDown } from './read-speaker.ts';

const AT = new Date('2026-11-18T10:00:00+08:00');
const WANTED = { kind: 'reply', at: AT, hours: { day_from: '09:00', day_to: '21:00' } } as const;
const robot = (name: string, duty: Candidate['duty'], more: Partial<Candidate> = {}): Candidate => ({
  account_id: name,
  account_name: name,
  channel: 'worktool',
  duty,
  position: 0,
  state: 'online',
  paused: false,
  rest_until: null,
  sent_today: 0,
  commands_per_day: null,
  ...more,
});
const ROSTER = [robot('白班', 'day_reply'), robot('夜班', 'night_reply'), robot('闲着', null, { paused: true })];
const picked = (candidates: readonly Candidate[], down: Parameters<typeof assumeDown>[1]) =>
  pickRobot(assumeDown(candidates, down, WANTED), WANTED);

it.each([
  [undefined, '白班'],
  ['none', '白班'],
  ['reply', '夜班'],
] as const)('with %s down it is %s who speaks', (down, name) => {
  expect(picked(ROSTER, down).robot?.account_name).toBe(name);
});

it('with all down nobody can speak at once, and that is said', () => {
  const choice = picked(ROSTER, 'all');
  expect(choice.considered.map((one) => one.why_not)).toEqual(['不在线', '不在线', '不在线']);
  expect(choice.reason).toContain('没有一个能马上发言');
});

it('an assumption that none is down counts more than what is stored', () => {
  const paused = ROSTER.map((one) => ({ ...one, paused: true, sent_today: 9, commands_per_day: 9 }));
  expect(picked(paused, 'none').considered.every((one) => one.why_not === null)).toBe(true);
  expect(picked(paused, undefined).considered.every((one) => one.why_not === '已暂停')).toBe(true);
});

it('no node looks at robots or at how colleagues stand past the assumption', () => {
  const room = join(import.meta.dirname, '..');
  const past = ['nodes', 'service', 'reply'].flatMap((folder) =>
    readdirSync(join(room, folder))
      .filter((name) => name.endsWith('.ts') && !name.includes('.test'))
      .filter((name) => !['read-speaker.ts', 'read-staff.ts'].includes(name))
      .filter((name) =>
        /messaging\/(?:roster|staff\/(?:list-staff|staff-state))/u.test(readFileSync(join(room, folder, name), 'utf8')),
      ),
  );
  expect(past).toEqual([]);
});
