import { describe, expect, it } from 'vitest';
import {
  COLLEAGUE,
  decide,
  deeds,
  GROUP,
  minutesLater,
  NOW,
  OWNER,
  stateOf,
  taskOf,
  texts,
  WORK_GROUP,
} from '../service/node-bench.test-support.ts';
import { interventionNotify } from './intervention-notify.node.ts';
import { staffActivityRecord } from './staff-activity-record.node.ts';
import { staffInterventionDetect } from './staff-intervention-detect.node.ts';

const said = (role: 'user' | 'staff' | 'operations' | null, text = '怎么登录不了') => ({
  id: 'm',
  person_id: role && (role === 'user' ? OWNER : COLLEAGUE),
  name: role === 'user' ? '老丁' : '小何',
  role,
  text,
});
const ding = { person_id: OWNER, name: '老丁', role: 'user' as const };

describe('B1: activity', () => {
  it.each<[counted: Date | null, effects: string[]]>([
    [null, ['note_activity']],
    [minutesLater(-1), ['note_activity']],
    [NOW, []],
    [minutesLater(1), []],
  ])('last counted %s: %j', (counted, effects) => {
    const decision = decide(staffActivityRecord, stateOf('staff', '早'), { counted, open: [] });
    expect([decision.way, deeds(decision)]).toEqual(['next', effects]);
  });

  it('hears that something is done, and says when it cannot tell what', () => {
    const state = stateOf('staff', '搞定了');
    expect(deeds(decide(staffActivityRecord, state, { counted: NOW, open: [taskOf()] }))).toEqual([
      'move_track_task:completed',
    ]);
    const two = [taskOf({ asked_by_id: null }), taskOf({ asked_by_id: null, person_id: 'x' })];
    const doubt = decide(staffActivityRecord, state, { counted: NOW, open: two });
    expect([doubt.effects, doubt.reason]).toEqual([[], expect.stringContaining('分不清')]);
  });

  it('counts nobody for what was written by hand on a robot’s phone', () => {
    const state = { ...stateOf('staff', '我来'), sender: undefined };
    expect(decide(staffActivityRecord, state as never, { counted: null, open: [] }).effects).toEqual([]);
  });
});

describe('B2: taking over', () => {
  const KINDS = [
    ['mentions a customer', { mentioned: [ding], before: [] }, true],
    ['mentions one who had spoken', { mentioned: [ding], before: [said('user')] }, true],
    ['speaks after a customer', { mentioned: [], before: [said('user'), said(null, '稍等')] }, true],
    [
      'speaks after colleagues and robots',
      { mentioned: [], before: [said('staff'), said('operations'), said(null)] },
      false,
    ],
    ['speaks out of the blue', { mentioned: [], before: [] }, false],
  ] as const;
  it.each(KINDS)('%s', (_words, facts, happened) => {
    const decision = decide(staffInterventionDetect, stateOf('staff', '我看看'), { ...facts, open: [] });
    expect(decision.way).toBe(happened ? 'intervened' : 'none');
    expect(decision.changes?.intervention?.happened).toBe(happened);
    expect(deeds(decision)[0]).toBe(happened ? 'keep_silent' : undefined);
  });

  it.each(KINDS)('never in a group of colleagues only: %s', (_words, facts) => {
    const state = stateOf('staff', '我看看');
    const internal = { ...state, conversation: { ...state.conversation!, internal: true } };
    expect(decide(staffInterventionDetect, internal, { ...facts, open: [] }).way).toBe('none');
  });

  it('writes down what was said last and what is open, and keeps robots still as long as set', () => {
    const before = [said('user', `第一\n句${'长'.repeat(200)}`), said(null, '请稍等')];
    const facts = { mentioned: [], before, open: [taskOf()] };
    const decision = decide(staffInterventionDetect, stateOf('staff', '我看看'), facts, { silent_minutes: 5 });
    expect(decision.effects![0]!.payload).toEqual({ conversation_id: GROUP, minutes: 5 });
    expect(decision.effects![1]!.payload).toMatchObject({ person_id: OWNER });
    expect(texts(decision)[0]).toMatch(
      /^最近的话：\n老丁：第一 句长+…\n机器人：请稍等\n没办完的事：老丁的“扫码登录”等对方回应$/u,
    );
  });
});

describe('B3: telling the work group', () => {
  const over = stateOf('staff', '我来', { intervention: { happened: true, reason: '小何 @ 了老丁' } });
  const config = { notify_conversation_id: WORK_GROUP };
  it.each<[happened: boolean, earlier: boolean, told: boolean]>([
    [true, false, true],
    [true, true, false],
    [false, false, false],
    [false, true, false],
  ])('taken over %s, spoke before %s: told %s', (happened, earlier, told) => {
    const state = happened ? over : stateOf('staff', '早');
    const decision = decide(interventionNotify, state, earlier ? [said('staff')] : [], config);
    expect(decision.way).toBe('next');
    expect(texts(decision)).toEqual(told ? ['小何已在“丁记号主群”接手（小何 @ 了老丁），机器人暂停发言。'] : []);
  });
});
