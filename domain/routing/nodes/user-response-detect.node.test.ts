import { expect, it } from 'vitest';
import type { TrackTaskStatus } from '../../../kernel/contracts/track-tasks.ts';
import { decide, deeds, idOf, OWNER, stateOf, taskOf } from '../service/node-bench.test-support.ts';
import { userResponseDetect } from './user-response-detect.node.ts';

const asked = stateOf('operations', '在吗', {
  operation: { track_task_id: idOf(20), needs_answer: true, target_person_id: OWNER },
});
const line = (person: string) => ({
  id: idOf(40),
  person_id: person,
  name: '某人',
  role: 'user' as const,
  text: '来了',
});

it.each<[status: TrackTaskStatus, target: string | null, speaker: string | null, way: string, effects: string[]]>([
  ['waiting_user_response', OWNER, null, 'waiting', []],
  ['waiting_user_response', OWNER, OWNER, 'responded', ['move_track_task:in_progress']],
  ['waiting_user_response', OWNER, idOf(30), 'waiting', []],
  ['waiting_user_response', null, idOf(30), 'responded', ['move_track_task:in_progress']],
  ['waiting_user_response', null, null, 'waiting', []],
  ['pending', OWNER, OWNER, 'responded', ['move_track_task:in_progress']],
  ['overdue', OWNER, OWNER, 'responded', ['move_track_task:in_progress']],
  ['in_progress', OWNER, null, 'responded', []],
  ['completed', OWNER, null, 'responded', []],
  ['cancelled', OWNER, OWNER, 'none', []],
])('%s, asked %s, %s spoke: %s', (status, target, speaker, way, effects) => {
  const facts = {
    tasks: [taskOf({ kind: 'operation', status, person_id: target })],
    said: speaker ? [line(speaker)] : [],
  };
  const decision = decide(userResponseDetect, asked, facts);
  expect([decision.way, deeds(decision)]).toEqual([way, effects]);
});

it('looks for nothing where operations wanted nothing', () => {
  expect(decide(userResponseDetect, stateOf('operations', '通知'), { tasks: [], said: [] }).way).toBe('none');
});
