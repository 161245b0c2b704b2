import { expect, it } from 'vitest';
import { decide, deeds, idOf, minutesLater, OWNER, stateOf, taskOf } from '../service/node-bench.test-support.ts';
import { operationTrack } from './operation-track.node.ts';

const ding = { person_id: OWNER, name: '老丁', role: 'user' as const };

it.each<[text: string, targets: (typeof ding)[], way: string]>([
  ['大家早上好', [], 'note'],
  ['今天活动照常', [], 'note'],
  ['请尽快扫码', [], 'track'],
  ['怎么还没上线？', [], 'track'],
  ['可以了吗', [], 'track'],
  ['今天活动照常', [ding], 'track'],
  ['请看一下', [ding], 'track'],
])('«%s» to %j: %s', (text, targets, way) => {
  const decision = decide(operationTrack, stateOf('operations', text), { targets, open: [] });
  expect(decision.way).toBe(way);
  expect(deeds(decision)).toEqual(way === 'track' ? ['create_track_task:operation'] : []);
  expect(decision.changes?.operation).toMatchObject({
    needs_answer: way === 'track',
    target_person_id: targets[0]?.person_id ?? null,
  });
});

it('keeps to the open task of the same one, and to the time of the settings', () => {
  const open = [taskOf(), taskOf({ id: idOf(25), kind: 'operation', person_id: null })];
  const decision = decide(
    operationTrack,
    stateOf('operations', '在吗'),
    { targets: [], open },
    { deadline_minutes: 15 },
  );
  expect(decision.changes?.operation?.track_task_id).toBe(idOf(25));
  expect(decision.effects![0]!.payload).toMatchObject({ id: idOf(25), deadline: minutesLater(15).toISOString() });
});
