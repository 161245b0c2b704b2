import { expect, it } from 'vitest';
import type { TrackTaskStatus } from '../../../kernel/contracts/track-tasks.ts';
import { decide, deeds, idOf, stateOf, taskOf } from '../service/node-bench.test-support.ts';
import { afterSalesLinkCheck } from './after-sales-link-check.node.ts';

/** Spec 002 §3.4: an open task of this person, by its status, against what was said. */
it.each<[status: TrackTaskStatus | null, text: string, way: string]>([
  [null, '在的', 'next'],
  [null, '多少钱', 'next'],
  ['pending', '在的', 'response'],
  ['pending', '多少钱', 'next'],
  ['pending', '不行', 'next'],
  ['waiting_user_response', '好的呢', 'response'],
  ['waiting_user_response', '不可以', 'next'],
  ['waiting_user_response', '可以吗', 'next'],
  ['overdue', '来了', 'response'],
  ['overdue', '不是的', 'next'],
  ['in_progress', '好的', 'next'],
  ['in_progress', '不行', 'next'],
])('task %s, «%s»: %s', (status, text, way) => {
  const decision = decide(afterSalesLinkCheck, stateOf('user', text), status ? [taskOf({ status })] : []);
  expect(decision.way).toBe(way);
  expect(decision.changes?.after_sales?.response).toBe(way === 'response');
  expect(decision.effects).toEqual([]);
});

it('an answer serves everything one was asked for, the last first', () => {
  const decision = decide(afterSalesLinkCheck, stateOf('user', '收到'), [
    taskOf(),
    taskOf({ id: idOf(21), kind: 'real_name' }),
  ]);
  expect(decision.changes?.after_sales).toEqual({
    response: true,
    task_id: idOf(21),
    words: ['收到'],
    task_ids: [idOf(20), idOf(21)],
  });
});

it('does not take what another one was asked for', () => {
  expect(decide(afterSalesLinkCheck, stateOf('user', '在的'), [taskOf({ person_id: idOf(77) })]).way).toBe('next');
  expect(decide(afterSalesLinkCheck, stateOf('user', '在的'), [taskOf({ person_id: null })]).way).toBe('next');
});

it.each<[role: 'user' | 'staff', text: string, effects: string[]]>([
  ['user', '怎么了', ['move_track_task:in_progress']],
  ['user', '不行', ['move_track_task:in_progress']],
  ['staff', '在的', []],
])('any word of a customer (%s, «%s») answers operations', (role, text, effects) => {
  const decision = decide(afterSalesLinkCheck, stateOf(role, text), [taskOf({ kind: 'operation', person_id: null })]);
  expect([decision.way, deeds(decision)]).toEqual(['next', effects]);
});
