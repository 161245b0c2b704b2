import { describe, expect, it } from 'vitest';
import { TRACK_TASK_KINDS } from '../../../kernel/contracts/track-tasks.ts';
import { decide, deeds, idOf, minutesLater, OWNER, stateOf, taskOf } from '../service/node-bench.test-support.ts';
import { afterSalesIdentify } from './after-sales-identify.node.ts';

const rules = TRACK_TASK_KINDS.map((kind, at) => ({ kind, title: kind, minutes: (at + 1) * 10, version: 1 }));
const [ding, wu] = [
  { person_id: OWNER, name: '老丁', role: 'user' as const },
  { person_id: idOf(30), name: '老吴', role: 'user' as const },
];

describe('what after-sales wants', () => {
  it.each<[text: string, kind: string, minutes: number]>([
    ['@老丁 麻烦做下实名', 'real_name', 10],
    ['@老丁 扫码上线', 'scan_login', 20],
    ['@老丁 手机要换绑', 'bind_phone', 30],
    ['@老丁 在吗', 'other', 50],
  ])('%s: %s for %i minutes', (text, kind, minutes) => {
    const decision = decide(afterSalesIdentify, stateOf('after_sales', text), { targets: [ding], open: [], rules });
    expect(decision).toMatchObject({
      way: 'request',
      changes: {
        after_sales_request: { kind, target_person_id: OWNER, deadline: minutesLater(minutes).toISOString() },
      },
    });
  });

  it('of several, with the minutes of the flow', () => {
    const decision = decide(
      afterSalesIdentify,
      stateOf('after_sales', '@老丁 @老吴 扫码'),
      { targets: [ding, wu], open: [], rules },
      { minutes: { scan_login: 7 } },
    );
    expect(decision.changes?.after_sales_request).toMatchObject({
      target_person_ids: [OWNER, idOf(30)],
      deadline: minutesLater(7).toISOString(),
    });
  });

  it.each<[words: string, targets: (typeof ding)[], config: object]>([
    ['nobody is mentioned', [], {}],
    ['there is nothing to do and such is not taken', [ding], { take_other: false }],
  ])('is nothing where %s', (_words, targets, config) => {
    expect(decide(afterSalesIdentify, stateOf('after_sales', '大家好'), { targets, open: [], rules }, config).way).toBe(
      'other',
    );
  });
});

describe('that it is done', () => {
  const open = [taskOf(), taskOf({ id: idOf(21), kind: 'real_name', title: '实名认证' })];
  const other = taskOf({ id: idOf(22), person_id: idOf(30), person_name: '老吴' });
  it.each<[text: string, mentions: string[], tasks: ReturnType<typeof taskOf>[], finished: string[]]>([
    ['@老丁 搞定', [OWNER], open, [idOf(20), idOf(21)]],
    ['@老丁 实名好了', [OWNER], open, [idOf(21)]],
    ['搞定了', [], open, [idOf(20), idOf(21)]],
    ['搞定了', [], [...open, other], []],
    ['搞定了吗', [], open, []],
    ['@老吴 搞定', [idOf(30)], open, []],
    ['老丁扫码登录成功', [], [open[0]!, { ...other, asked_by_id: idOf(99) }], [idOf(20)]],
  ])('«%s» mentioning %j', (text, mentions, tasks, finished) => {
    const state = stateOf('after_sales', text, { mentions });
    const decision = decide(afterSalesIdentify, state, { targets: [], open: tasks, rules });
    expect(decision.way).toBe(finished.length > 0 ? 'done' : 'other');
    expect((decision.effects ?? []).map((effect) => effect.payload['id'])).toEqual(finished);
    expect(deeds(decision).every((deed) => deed === 'move_track_task:completed')).toBe(true);
  });
});
