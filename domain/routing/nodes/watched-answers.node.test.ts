import { describe, expect, it } from 'vitest';
import type { TrackTaskStatus } from '../../../kernel/contracts/track-tasks.ts';
import {
  decide,
  deeds,
  idOf,
  minutesLater,
  stateOf,
  taskOf,
  texts,
  WORK_GROUP,
} from '../service/node-bench.test-support.ts';
import { afterSalesNoResponseNotify } from './after-sales-no-response-notify.node.ts';
import { noResponseNotify } from './no-response-notify.node.ts';

const NODES = [
  [
    'A3',
    noResponseNotify,
    stateOf('operations', '在吗', {
      operation: { track_task_id: idOf(20), needs_answer: true, target_person_id: null },
    }),
  ],
  ['C4', afterSalesNoResponseNotify, stateOf('after_sales', '扫码')],
] as const;

/** Status of the task, minutes since, and what comes of it with a time of ten minutes. */
const TABLE: [TrackTaskStatus, number, string][] = [
  ['pending', 0, 'wait'],
  ['pending', 9, 'wait'],
  ['pending', 10, 'silent'],
  ['waiting_user_response', 9, 'wait'],
  ['waiting_user_response', 10, 'silent'],
  ['overdue', 9, 'wait'],
  ['overdue', 11, 'silent'],
  ['in_progress', 0, 'responded'],
  ['in_progress', 11, 'responded'],
  ['completed', 1, 'responded'],
  ['completed', 11, 'responded'],
  ['cancelled', 1, 'gone'],
  ['cancelled', 11, 'gone'],
];

describe.each(NODES)('%s', (_name, node, state) => {
  it.each(TABLE)('%s after %i minutes: %s', (status, minutes, outcome) => {
    const decision = decide(node, state, [taskOf({ status })], { wait_minutes: 10 }, { now: minutesLater(minutes) });
    if (outcome === 'wait') expect(decision.wait).toEqual({ until: minutesLater(10), on: `task:${idOf(20)}` });
    else expect([decision.way, decision.wait]).toEqual([outcome, undefined]);
  });

  it('without a task there is nothing to wait for', () => {
    expect(decide(node, state, []).way).toBe('gone');
  });

  it('waits for the next one while some have answered, and names who has not', () => {
    const tasks = [taskOf({ status: 'in_progress' }), taskOf({ id: idOf(21), person_name: '老吴' })];
    expect(decide(node, state, tasks).wait?.on).toBe(`task:${idOf(21)}`);
    const config = { notify_conversation_id: WORK_GROUP };
    const late = decide(node, state, tasks, config, { now: minutesLater(60) });
    expect(deeds(late)).toEqual(['queue_text:notify']);
    expect(texts(late)[0]).toContain('老吴');
    expect(texts(late)[0]).not.toContain('老丁');
    expect(late.effects![0]!.payload).toMatchObject({ conversation_id: WORK_GROUP, beside_staff: true });
  });

  it('tells colleagues also where the node names no work group', () => {
    const late = decide(node, state, [taskOf()], {}, { now: minutesLater(60) });
    expect(deeds(late)).toEqual(['tell_colleagues']);
    expect(late.effects![0]!.payload).toMatchObject({ conversation_id: state.message.conversation_id });
    expect(late.reason).toContain('已通知同事');
  });
});

it('C4 reminds the customer in the group where that is wanted', () => {
  const [, node, state] = NODES[1];
  const late = decide(node, state, [taskOf()], { remind: true }, { now: minutesLater(60) });
  expect(texts(late)).toEqual(['老丁，售后在等您办“扫码登录”，看到了回一声，我们马上帮您处理。']);
});

it('A3 does not wait where operations wanted nothing', () => {
  expect(decide(noResponseNotify, stateOf('operations', '通知'), [taskOf()]).way).toBe('gone');
});
