import { describe, expect, it } from 'vitest';
import { decide, deeds, OWNER, stateOf, taskOf, texts, WORK_GROUP } from '../service/node-bench.test-support.ts';
import { afterSalesResponseDetect } from './after-sales-response-detect.node.ts';

const answered = stateOf('user', '在的', {
  after_sales: { response: true, task_id: taskOf().id, words: ['在的'], task_ids: [taskOf().id] },
});
const facts = (state: 'online' | 'busy' | 'offline' | null) => ({
  tasks: [taskOf()],
  staff: state && { person_id: 'x', name: '小何', state, reason: '刚刚发过言' },
});

describe('soothing', () => {
  it.each<[state: 'online' | 'busy' | 'offline' | null, text: string]>([
    ['online', '老丁，好的，请稍等，售后人员马上就来处理 👍'],
    ['busy', '老丁，好的，请稍等，售后人员正在处理其他任务，马上就来 ⏳'],
    ['offline', '老丁，好的，请稍等，已通知售后人员，马上会来处理 🔔'],
    [null, '老丁，好的，请稍等，已通知售后人员，马上会来处理 🔔'],
  ])('colleague %s', (state, text) => {
    const decision = decide(afterSalesResponseDetect, answered, facts(state));
    expect(decision.way).toBe('responded');
    expect(texts(decision)).toEqual([text]);
    expect(deeds(decision)).toEqual(['move_track_task:in_progress', 'queue_text:reply', 'tell_colleagues']);
    expect(decision.effects![1]!.payload).toMatchObject({
      mention_person_ids: [OWNER],
      beside_staff: true,
      run_at: null,
    });
    expect(decision.changes?.staff?.state).toBe(state ?? 'offline');
  });

  it('says what the settings say, without @ and emoji, and tells the work group', () => {
    const config = {
      emoji: false,
      mention: false,
      texts: { online: '{colleague}来处理{nickname}的{task}' },
      notify_conversation_id: WORK_GROUP,
    };
    const decision = decide(afterSalesResponseDetect, answered, facts('online'), config);
    expect(texts(decision)).toEqual([
      '小何来处理老丁的扫码登录',
      '老丁 在“丁记号主群”回应了“扫码登录”，请尽快过去处理。',
    ]);
    expect(decision.effects![1]!.payload).toMatchObject({ mention_person_ids: [] });
    expect(decision.effects![2]!.payload).toMatchObject({
      conversation_id: WORK_GROUP,
      duty: 'notify',
      lane: 'notice',
    });
  });

  it('may be switched off', () => {
    expect(deeds(decide(afterSalesResponseDetect, answered, facts('online'), { soothe: false }))).toEqual([
      'move_track_task:in_progress',
      'tell_colleagues',
    ]);
  });

  it('refuses a text with a place there is not', () => {
    const bad = { texts: { online: '{nickname} {phone}' } };
    expect(afterSalesResponseDetect.config.safeParse(bad).success).toBe(false);
  });
});

it('waits for an answer where the task was just made', () => {
  const state = stateOf('after_sales', '扫码', { after_sales: { response: false, task_id: taskOf().id, words: [] } });
  expect(decide(afterSalesResponseDetect, state, { tasks: [], staff: null })).toMatchObject({ way: 'waiting' });
});
