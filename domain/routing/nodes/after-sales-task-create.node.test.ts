import { expect, it } from 'vitest';
import { decide, deeds, idOf, minutesLater, OWNER, stateOf, taskOf } from '../service/node-bench.test-support.ts';
import { afterSalesTaskCreate } from './after-sales-task-create.node.ts';

const state = stateOf('after_sales', '扫码', {
  after_sales_request: {
    kind: 'scan_login',
    target_person_id: OWNER,
    target_person_ids: [OWNER, idOf(30)],
    deadline: minutesLater(30).toISOString(),
  },
});

it('makes one task for each, the same ones when it is repeated', () => {
  const first = decide(afterSalesTaskCreate, state, []);
  expect(first).toEqual(decide(afterSalesTaskCreate, state, []));
  expect(deeds(first)).toEqual(['create_track_task:scan_login', 'create_track_task:scan_login']);
  const ids = first.effects!.map((effect) => effect.payload['id']);
  expect(new Set(ids).size).toBe(2);
  expect(first.changes?.after_sales).toMatchObject({ response: false, task_id: ids[0], task_ids: ids });
});

it('asks again where one is open, of this kind and person only', () => {
  const open = [taskOf(), taskOf({ id: idOf(21), kind: 'real_name', person_id: idOf(30) })];
  const decision = decide(afterSalesTaskCreate, state, open);
  expect(decision.effects![0]!.payload['id']).toBe(idOf(20));
  expect(decision.effects![1]!.payload['id']).not.toBe(idOf(21));
  expect(decision.reason).toContain('再催 1 个');
});

it('makes nothing where nothing was asked', () => {
  expect(decide(afterSalesTaskCreate, stateOf('after_sales', '好'), [])).toMatchObject({ way: 'none' });
});
