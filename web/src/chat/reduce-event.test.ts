import { EventSchemas } from '@ag-ui/core/schemas';
import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../../kernel/contracts/chat.ts';
import { withQuestion, withoutRefused } from './edit-thread.ts';
import { orderParts } from './order-parts.ts';
import { reduceEvent } from './reduce-event.ts';
import { refuseRun } from './reduce-run.ts';
import * as recorded from './recorded-events.ts';
import { emptyThread, isRunning, threadFromDetail } from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';

const NOW = '2026-11-18T07:30:00.000Z';
const { THREAD, frames, started, finished, text, tool, funnelAnswer, proposal, resumption } = recorded;
const play = (list: ServerFrame[], from: ThreadState = emptyThread(THREAD)): ThreadState =>
  list.reduce((state, frame) => reduceEvent(state, frame, NOW), from);
const answers = (state: ThreadState) => state.messages.filter((it) => it.role === 'assistant');

describe('the recorded sequences', () => {
  it('are valid AG-UI events', () => {
    for (const frame of [...funnelAnswer, ...proposal, ...resumption]) {
      expect(EventSchemas.safeParse(frame.event).success, JSON.stringify(frame.event)).toBe(true);
    }
  });
});

describe('an answer that streams in', () => {
  it('gathers words, steps and parts of one run in one message', () => {
    const state = play(funnelAnswer);
    expect(answers(state)).toHaveLength(1);
    const [answer] = answers(state);
    expect(answer).toMatchObject({ agent: 'sales-data', content: '本季度在跟商机共 **¥320 万**。', phase: 'done' });
    expect(answer?.steps).toEqual([
      {
        id: 'call-1',
        tool: 'query_report',
        title: '查询销售漏斗',
        args: { metrics: ['open_amount'], period: '本季度' },
        status: 'done',
        summary: '得到 4 个阶段',
        duration: 640,
      },
    ]);
    expect(orderParts(answer?.parts ?? []).map((it) => it.type)).toEqual(['table', 'filter', 'suggestions']);
    expect(state.run).toEqual({ id: 'run-1', status: 'finished' });
  });

  it('shows words before the end', () => {
    const state = play(funnelAnswer.slice(0, 9));
    expect(answers(state)[0]).toMatchObject({ content: '本季度在跟商机', phase: 'streaming' });
    expect(isRunning(state)).toBe(true);
  });

  it('gives the same state when every frame comes twice or all come again', () => {
    const once = play(funnelAnswer);
    expect(play(funnelAnswer.flatMap((frame) => [frame, frame]))).toEqual(once);
    expect(play(funnelAnswer, once)).toBe(once);
  });

  it('joins several text messages of a run as paragraphs', () => {
    const state = play(frames('run-1', 1, [started('run-1'), ...text('a', '先查客户。'), ...text('b', '共 3 个。')]));
    expect(answers(state)[0]?.content).toBe('先查客户。\n\n共 3 个。');
  });

  it('replaces a part that comes again under its id and drops one it cannot read', () => {
    const sentence = (words: string) => recorded.part('p', { type: 'filter', sentence: words });
    const state = play(
      frames('run-1', 1, [
        started('run-1'),
        sentence('旧'),
        sentence('新'),
        recorded.part('q', { type: 'table', rows: 3 }),
      ]),
    );
    expect(answers(state)[0]?.parts).toEqual([{ type: 'filter', sentence: '新' }]);
  });

  it('passes over events it does not know, but counts them', () => {
    const state = play(frames('run-1', 1, [started('run-1'), { type: 'STATE_DELTA', delta: [] }]));
    expect(state.lastSeq).toBe(2);
  });
});

describe('tool steps', () => {
  it('keeps arguments that are no object as they came', () => {
    const state = play(frames('run-1', 1, [started('run-1'), ...tool('c', 'find', '查找', ['{"broken"'])]));
    expect(answers(state)[0]?.steps[0]?.args).toEqual({ value: '{"broken"' });
  });

  it('marks a failed step', () => {
    const failed = recorded.toolResult('c', '没有这个阶段', { duration: 8, status: 'failed' });
    const state = play(frames('run-1', 1, [started('run-1'), ...tool('c', 'find', '查找', []), failed]));
    expect(answers(state)[0]?.steps[0]).toMatchObject({ status: 'failed', summary: '没有这个阶段' });
  });
});

describe('a proposal', () => {
  it('waits with its card, and its step is proposed', () => {
    const state = play(proposal);
    expect(state.run).toEqual({ id: 'run-2', status: 'interrupted' });
    expect(answers(state)[0]?.approvals).toEqual([recorded.pendingCard]);
    expect(answers(state)[0]?.steps[0]?.status).toBe('proposed');
  });

  it('is replaced in its own place when a later run carries it out', () => {
    const state = play([...proposal, ...resumption]);
    const [first, second] = answers(state);
    expect(first?.approvals).toEqual([recorded.approvedCard]);
    expect(first?.steps[0]).toMatchObject({ status: 'done', summary: '已更新 2 个客户' });
    expect(second).toMatchObject({ content: '已经打好标签。', approvals: [], phase: 'done' });
    expect(state.decisions[recorded.pendingCard.id]?.at).toMatch(/^2026-11-18T07:30/);
  });

  it('leaves no empty answer when the resumed run says nothing', () => {
    const silent = resumption.filter((frame) => !String(frame.event.type).startsWith('TEXT'));
    const state = play([...proposal, ...silent]);
    expect(answers(state)).toHaveLength(1);
    expect(state.run?.status).toBe('finished');
  });
});

describe('a run that does not come to its end', () => {
  const half = [started('run-1'), ...tool('c', 'find', '查找', []), ...text('m', '先看').slice(0, 2)];

  it('keeps the words so far when cancelled', () => {
    const state = play(frames('run-1', 1, [...half, finished('run-1', { type: 'cancelled' })]));
    expect(answers(state)[0]).toMatchObject({ content: '先看', phase: 'cancelled' });
    expect(answers(state)[0]?.steps[0]?.status).toBe('failed');
    expect(state.run?.status).toBe('cancelled');
  });

  it('keeps the words so far and says why when it fails', () => {
    const fault = { type: 'RUN_ERROR', message: '模型暂时没有回应。', code: 'model.unavailable' };
    const state = play(frames('run-1', 1, [...half, fault]));
    expect(answers(state)[0]).toMatchObject({
      content: '先看',
      phase: 'failed',
      fault: { message: '模型暂时没有回应。', code: 'model.unavailable', refused: false },
    });
  });

  it('says why a run was refused before it began', () => {
    const asked = withQuestion(emptyThread(THREAD), { messageId: 'q', runId: 'run-9', content: '你好', at: NOW });
    const state = refuseRun(
      asked,
      { id: 'run-9', at: NOW },
      { message: '今天的额度用完了。', code: 'quota', refused: true },
    );
    expect(state.messages.map((it) => [it.role, it.phase])).toEqual([
      ['user', 'done'],
      ['assistant', 'failed'],
    ]);
    expect(isRunning(state)).toBe(false);
    expect(withoutRefused(state).messages).toEqual([]);
  });
});

describe('an answer that begins again', () => {
  it('drops the first attempt when another process takes the run over', () => {
    const first = [started('run-1'), ...tool('c', 'find', '查找', []), ...text('m', '先看').slice(0, 2)];
    const second = frames('run-1', 1001, [
      started('run-1'),
      ...text('n', '共 4 个。'),
      finished('run-1', { type: 'success' }),
    ]);
    const state = play([...frames('run-1', 1, first), ...second]);
    expect(answers(state)).toHaveLength(1);
    expect(answers(state)[0]).toMatchObject({ content: '共 4 个。', steps: [], phase: 'done' });
  });

  it('takes back words of a model that failed', () => {
    const replaced = { type: 'CUSTOM', name: 'text_replaced', value: { messageId: 'm', content: '' } };
    const state = play(
      frames('run-1', 1, [started('run-1'), ...text('m', '坏的').slice(0, 2), replaced, ...text('m', '好的').slice(1)]),
    );
    expect(answers(state)[0]?.content).toBe('好的');
  });
});

describe('two devices', () => {
  const question = { type: 'CUSTOM', name: 'user_message', value: { id: 'q-1', content: '本季度漏斗' } };

  it('shows the question of the other one above its answer, also when it comes late', () => {
    const state = play(frames('run-1', 1, [started('run-1'), ...text('m', '共'), question]));
    expect(state.messages.map((it) => it.role)).toEqual(['user', 'assistant']);
  });

  it('does not show its own question twice', () => {
    const asked = withQuestion(emptyThread(THREAD), {
      messageId: 'q-1',
      runId: 'run-1',
      content: '本季度漏斗',
      at: NOW,
    });
    expect(asked.messages[0]?.phase).toBe('sending');
    const state = play(frames('run-1', 1, [question, started('run-1')]), asked);
    expect(state.messages.filter((it) => it.role === 'user')).toHaveLength(1);
    expect(state.messages[0]?.phase).toBe('done');
  });

  it('takes over a title', () => {
    const title = { type: 'CUSTOM', name: 'conversation_title', value: { title: '四季度漏斗' } };
    expect(play(frames('run-1', 1, [title])).title).toBe('四季度漏斗');
  });

  it('does not let the end of an older run end a newer one', () => {
    const asked = withQuestion(play(funnelAnswer.slice(0, -1)), {
      messageId: 'q-2',
      runId: 'run-2',
      content: '再问',
      at: NOW,
    });
    expect(play(funnelAnswer.slice(-1), asked).run).toEqual({ id: 'run-2', status: 'running' });
  });
});

describe('coming back in the middle of an answer', () => {
  const later = (list: ServerFrame[]) => list.map((frame) => ({ ...frame, seq: frame.seq + 20 }));
  const asked = {
    ...recorded.storedDetail,
    active_run_id: 'run-1',
    last_seq: 28,
    messages: [
      ...recorded.storedDetail.messages,
      {
        ...(recorded.storedDetail.messages[0] as (typeof recorded.storedDetail.messages)[0]),
        id: 'q-1',
        run_id: 'run-1',
      },
    ],
  };

  it.each([
    ['cancelled', 'cancelled'],
    ['failed', 'failed'],
    ['finished', 'done'],
    ['interrupted', 'done'],
  ] as const)('still shows that an answer was %s when it is read again', (run_status, phase) => {
    const messages = recorded.storedDetail.messages.map((message) => ({ ...message, run_status }));
    const opened = threadFromDetail({ ...recorded.storedDetail, messages });
    expect(opened.messages.map((it) => it.phase)).toEqual(['done', phase]);
  });

  it('replays the run in work when the stored messages do not have it yet', () => {
    const opened = threadFromDetail(asked);
    expect(opened).toMatchObject({ lastSeq: 0, replayRunId: 'run-1' });
    const older = frames('run-0', 1, text('message-0', '旧的回答'));
    const state = play([...older, ...later(funnelAnswer)], opened);
    expect(state.messages.map((it) => it.content)).toEqual([
      '本季度漏斗',
      '共 ¥320 万。',
      '本季度漏斗',
      '本季度在跟商机共 **¥320 万**。',
    ]);
  });

  it('goes on after the stored words when they are there', () => {
    const half = {
      ...(asked.messages[1] as (typeof asked.messages)[0]),
      id: 'message-1',
      run_id: 'run-1',
      content: '本季度',
    };
    const opened = threadFromDetail({ ...asked, messages: [...asked.messages, half] });
    expect(opened).toMatchObject({ lastSeq: 28, replayRunId: null });
    const next = frames('run-1', 29, text('message-1', '共 4 个阶段。').slice(1));
    const state = play([...later(funnelAnswer).slice(0, 8), ...next], opened);
    expect(state.messages.at(-1)?.content).toBe('本季度共 4 个阶段。');
  });

  it('knows that a stored open card still waits', () => {
    const card = { ...(recorded.storedDetail.messages[1] as never as object), approvals: [recorded.pendingCard] };
    const detail = { ...recorded.storedDetail, messages: [card as (typeof recorded.storedDetail.messages)[0]] };
    expect(threadFromDetail(detail).run).toEqual({ id: 'run-0', status: 'interrupted' });
  });
});
