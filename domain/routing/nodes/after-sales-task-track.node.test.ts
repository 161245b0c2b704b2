import { expect, it } from 'vitest';
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
import { afterSalesTaskTrack } from './after-sales-task-track.node.ts';

const state = stateOf('after_sales', '扫码');

it.each<[status: TrackTaskStatus, minutes: number, way: string | undefined, effects: string[]]>([
  ['pending', 29, undefined, []],
  ['waiting_user_response', 29, undefined, []],
  ['in_progress', 29, undefined, []],
  ['pending', 30, 'overdue', ['move_track_task:overdue', 'report_track_task', 'tell_colleagues']],
  ['waiting_user_response', 30, 'overdue', ['move_track_task:overdue', 'report_track_task', 'tell_colleagues']],
  ['in_progress', 31, 'overdue', ['move_track_task:overdue', 'report_track_task', 'tell_colleagues']],
  ['overdue', 30, 'overdue', ['move_track_task:overdue', 'report_track_task', 'tell_colleagues']],
  ['completed', 0, 'completed', ['report_track_task']],
  ['completed', 31, 'completed', ['report_track_task']],
  ['cancelled', 0, 'cancelled', ['report_track_task']],
])('%s after %i minutes: %s', (status, minutes, way, effects) => {
  const decision = decide(afterSalesTaskTrack, state, [taskOf({ status })], {}, { now: minutesLater(minutes) });
  expect([decision.way, deeds(decision)]).toEqual([way, effects]);
  if (way === undefined) expect(decision.wait).toEqual({ until: minutesLater(30), on: `task:${idOf(20)}` });
});

it('follows several to the last one, and tells the work group of those that are late', () => {
  const late = taskOf({ status: 'overdue', deadline: minutesLater(-1) });
  const soon = taskOf({ id: idOf(21), deadline: minutesLater(5) });
  const later = taskOf({ id: idOf(22), person_name: '老吴', deadline: minutesLater(9) });
  expect(decide(afterSalesTaskTrack, state, [late, later, soon]).wait).toEqual({
    until: minutesLater(5),
    on: `task:${idOf(22)}`,
  });
  const config = { notify_conversation_id: WORK_GROUP };
  const end = decide(afterSalesTaskTrack, state, [taskOf({ status: 'completed' }), later], config, {
    now: minutesLater(9),
  });
  expect(texts(end)).toEqual(['“丁记号主群”里 老吴 的“扫码登录”过了期限还没有办完，小何请跟进一下。']);
  expect(decide(afterSalesTaskTrack, state, []).way).toBe('none');
});
