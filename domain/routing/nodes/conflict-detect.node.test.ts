import { describe, expect, it } from 'vitest';
import { decide, deeds, stateOf, taskOf, texts, WORK_GROUP } from '../service/node-bench.test-support.ts';
import { conflictDetect } from './conflict-detect.node.ts';

const MEDIATION = '我们马上配合他，去帮助他完成实名或者扫码登录等相关工作';
const calm = { classified: { mood: 0.6, complaint: false, by: 'built-in' }, said: [], open: [] };

describe('signs of a conflict (spec 3.5)', () => {
  const MOODS = [0.6, 0.29] as const;
  const COMPLAINTS = ['', '再这样我投诉'] as const;
  const QUARRELS = ['', '你什么意思'] as const;
  const cells = MOODS.flatMap((mood) =>
    COMPLAINTS.flatMap((complaint) => QUARRELS.map((quarrel) => [mood, complaint, quarrel] as const)),
  );
  it.each(cells)('mood %f, complaint «%s», quarrel «%s»', (mood, complaint, quarrel) => {
    const state = stateOf('operations', `请登录 ${complaint} ${quarrel}`);
    const decision = decide(conflictDetect, state, { ...calm, classified: { ...calm.classified, mood } });
    const signs = [mood < 0.3, complaint !== '', quarrel !== ''].filter(Boolean).length;
    expect(decision.changes?.conflict?.signs).toHaveLength(signs);
    expect(decision.way).toBe(signs > 0 ? 'conflict' : 'calm');
    expect(texts(decision)).toEqual(signs > 0 ? [MEDIATION] : []);
  });

  it.each([
    [0.3, 'calm'],
    [0.2999, 'conflict'],
  ])('a mood of %f: %s', (mood, way) => {
    const facts = { ...calm, classified: { ...calm.classified, mood } };
    expect(decide(conflictDetect, stateOf('operations', '登录'), facts).way).toBe(way);
  });

  it('are seen in what customers answer, and in how the message was understood', () => {
    const said = [{ id: 'm', person_id: 'p', name: '老丁', role: 'user', text: '凭什么' }];
    expect(decide(conflictDetect, stateOf('operations', '登录'), { ...calm, said }).way).toBe('conflict');
    const classified = { ...calm.classified, complaint: true };
    expect(decide(conflictDetect, stateOf('operations', '登录'), { ...calm, classified }).way).toBe('conflict');
  });
});

describe('mediation', () => {
  const angry = { ...calm, classified: { ...calm.classified, mood: 0.1 } };

  it('is said in the lane of operations, told to the work group, and flagged on each open task', () => {
    const decision = decide(
      conflictDetect,
      stateOf('operations', '登录'),
      { ...angry, open: [taskOf()] },
      { notify_conversation_id: WORK_GROUP },
    );
    expect(deeds(decision)).toEqual(['queue_text:reply', 'queue_text:notify', 'flag_track_task']);
    expect(decision.effects![0]!.payload).toMatchObject({ lane: 'operations', text: MEDIATION });
    expect(texts(decision)[1]).toBe(
      '“丁记号主群”里可能起了冲突（运营情绪低（0.10）），机器人已先调和，请马上进群处理。',
    );
  });

  it('is not said again while the same conflict is open', () => {
    const known = { ...angry, open: [taskOf({ conflict: true })] };
    expect(decide(conflictDetect, stateOf('operations', '登录'), known)).toMatchObject({
      way: 'conflict',
      effects: [],
    });
    const fresh = { ...angry, open: [taskOf({ conflict: true }), taskOf({ id: taskOf().id.replace('20', '21') })] };
    expect(texts(decide(conflictDetect, stateOf('operations', '登录'), fresh))).toEqual([MEDIATION]);
  });
});
