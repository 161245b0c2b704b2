// @vitest-environment jsdom
import './test-browser.ts';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../../kernel/contracts/chat.ts';
import * as recorded from './recorded-events.ts';
import { renderInChat, testChat } from './test-chat.tsx';
import type { TestChat } from './test-chat.tsx';
import { ThreadView } from './thread-view.tsx';

const { THREAD } = recorded;
let test: TestChat;
beforeEach(async () => {
  test = await testChat();
});
afterEach(cleanup);

const play = (list: ServerFrame[]) => act(() => list.forEach((frame) => test.say(frame)));
const joined = (last_seq: number) => ({ type: 'joined', threadId: THREAD, last_seq, active_run_id: null });
const ask = (words: string) => {
  const box = screen.getByLabelText('写下问题');
  fireEvent.change(box, { target: { value: words } });
  fireEvent.keyDown(box, { key: 'Enter' });
};

/** Opens the stored conversation (20 events). */
async function openStored(detail = recorded.storedDetail) {
  test.api.conversation.mockResolvedValue(detail);
  const view = renderInChat(<ThreadView threadId={THREAD} />, test.chat);
  await screen.findByText('共 ¥320 万。');
  act(() => test.say(joined(20)));
  return view;
}
const later = (list: ServerFrame[]) => list.map((frame) => ({ ...frame, seq: frame.seq + 20 }));

describe('a new conversation', () => {
  it('offers examples for the role, and asks in a thread of its own', () => {
    renderInChat(<ThreadView threadId={null} />, test.chat);
    fireEvent.click(screen.getByRole('button', { name: '我今天要跟进谁？' }));
    expect(test.went).toEqual(['id-1']);
    expect(test.sent).toEqual([
      {
        type: 'run',
        input: {
          threadId: 'id-1',
          runId: 'id-3',
          messages: [{ id: 'id-2', role: 'user', content: '我今天要跟进谁？' }],
          tools: [],
          context: [],
        },
      },
    ]);
  });

  it('shows the question at once', () => {
    const view = renderInChat(<ThreadView threadId={null} />, test.chat);
    ask('本季度漏斗');
    view.rerender(<ThreadView threadId="id-1" />);
    expect(screen.getByRole('article', { name: '您' }).textContent).toBe('本季度漏斗');
    expect(test.api.conversation).not.toHaveBeenCalled();
  });
});

describe('an answer', () => {
  it('shows words, then the table, then the filter, then suggestions, and folds the steps', async () => {
    await openStored();
    play(later(recorded.funnelAnswer));
    const answer = screen.getAllByRole('article', { name: '小枢' }).at(-1) as HTMLElement;
    const order = ['本季度在跟商机', '初步接洽', '全部区域', '和上季度比'].map((it) => answer.textContent.indexOf(it));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(-1);
    const steps = within(answer).getByRole('button', { name: /查询销售漏斗 · 0.6 秒/ });
    expect(within(answer).queryByText('得到 4 个阶段')).toBeNull();
    fireEvent.click(steps);
    expect(within(answer).getByText('得到 4 个阶段')).toBeTruthy();
    expect(answer.textContent).toContain('本季度');
  });

  it('says which of two things failed and why without the fold being opened', async () => {
    await openStored();
    const reason = '没有找到客户“白鹭洲印刷”。';
    play(
      later(
        recorded.frames('run-9', 1, [
          recorded.started('run-9'),
          ...recorded.tool('call-8', 'add_tags', '打标签', ['{"customer":"白鹭洲印刷"}']),
          recorded.toolResult('call-8', reason, { duration: 20, status: 'failed' }),
          ...recorded.tool('call-9', 'create_activity', '安排跟进', ['{"customer":"晨光电子"}']),
          recorded.toolResult('call-9', '已安排', { duration: 30, status: 'done' }),
          ...recorded.text('message-9', '已安排明天回访晨光电子。'),
          recorded.finished('run-9', { type: 'success' }),
        ]),
      ),
    );
    const answer = screen.getAllByRole('article', { name: '小枢' }).at(-1) as HTMLElement;
    const failed = within(answer).getByRole('list', { name: '没有办成的事' });
    expect(
      within(failed)
        .getAllByRole('listitem')
        .map((line) => line.textContent),
    ).toEqual([`「打标签」没有成功：${reason}`]);
    expect(within(answer).queryByText('已安排')).toBeNull();
  });

  it('does not say a reason twice that the words give already', async () => {
    await openStored();
    const reason = '没有找到客户“白鹭洲印刷”。';
    play(
      later(
        recorded.frames('run-9', 1, [
          recorded.started('run-9'),
          ...recorded.tool('call-8', 'add_tags', '打标签', ['{}']),
          recorded.toolResult('call-8', reason, { duration: 20, status: 'failed' }),
          ...recorded.text('message-9', `${reason}请换个名称再试。`),
          recorded.finished('run-9', { type: 'success' }),
        ]),
      ),
    );
    expect(screen.queryByRole('list', { name: '没有办成的事' })).toBeNull();
  });

  it('asks a suggestion as the next question', async () => {
    await openStored();
    play(later(recorded.funnelAnswer));
    fireEvent.click(screen.getByRole('button', { name: '和上季度比' }));
    expect(test.sent.at(-1)).toMatchObject({ type: 'run', input: { messages: [{ content: '和上季度比' }] } });
    expect(screen.queryByRole('button', { name: '和上季度比' })).toBeNull();
  });

  it('can be stopped', async () => {
    await openStored();
    play(later(recorded.funnelAnswer.slice(0, 9)));
    fireEvent.click(screen.getByRole('button', { name: '停止回答' }));
    expect(test.sent.at(-1)).toEqual({ type: 'cancel', runId: 'run-1' });
  });

  it('takes back a question that was not sent yet', async () => {
    await openStored();
    act(() => test.drop());
    ask('本月赢单');
    expect(screen.getByText('等待连接，连上后自动发送')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '停止回答' }));
    expect(screen.queryByText('等待连接，连上后自动发送')).toBeNull();
    expect(screen.getByText('这个问题还没有回答。')).toBeTruthy();
  });

  it('says what went wrong and asks again', async () => {
    await openStored();
    ask('本月赢单');
    const { runId } = (test.sent.at(-1) as { input: { runId: string } }).input;
    play(
      recorded.frames(runId, 21, [
        recorded.started(runId),
        { type: 'RUN_ERROR', message: '模型暂时没有回应。', code: 'model.unavailable' },
      ]),
    );
    expect(screen.getByRole('alert').textContent).toContain('模型暂时没有回应。');
    fireEvent.click(screen.getByRole('button', { name: '重新回答' }));
    expect(test.sent.at(-1)).toMatchObject({ type: 'run', input: { messages: [{ content: '本月赢单' }] } });
  });

  it('keeps a question that was refused once when it is asked again', async () => {
    await openStored();
    ask('本月赢单');
    const { runId } = (test.sent.at(-1) as { input: { runId: string } }).input;
    act(() => test.say({ type: 'error', code: 'chat.busy', message: '上一个回答还没结束。', threadId: THREAD, runId }));
    fireEvent.click(screen.getByRole('button', { name: '重新回答' }));
    expect(screen.getAllByText('本月赢单')).toHaveLength(1);
  });

  it('is read out whole when it is finished', async () => {
    await openStored();
    play(later(recorded.funnelAnswer.slice(0, -1)));
    const region = document.querySelector('[aria-live="polite"]');
    expect(region?.textContent).toBe('');
    play(later(recorded.funnelAnswer.slice(-1)));
    expect(region?.textContent).toContain('本季度在跟商机');
  });
});

describe('a proposal', () => {
  it('is announced, reached from the composer, and answered by resuming the run', async () => {
    await openStored();
    play(later(recorded.proposal));
    expect(document.querySelector('[aria-live="polite"]')?.textContent).toContain('需要您确认：给 2 个客户打标签');
    const composer = screen.getByLabelText('写下问题');
    fireEvent.keyDown(composer, { key: 'ArrowUp' });
    const card = screen.getByRole('region', { name: '给 2 个客户打标签' });
    expect(document.activeElement).toBe(card);
    fireEvent.keyDown(card, { key: 'a' });
    expect(test.sent.at(-1)).toMatchObject({
      type: 'run',
      input: {
        threadId: THREAD,
        messages: [],
        resume: [
          {
            interruptId: recorded.pendingCard.id,
            status: 'resolved',
            payload: { decision: 'approve', hash: 'hash-1' },
          },
        ],
      },
    });
    expect(document.activeElement).toBe(composer);
    play(later(recorded.resumption));
    expect(card.textContent).toContain('已给 2 个客户加上「年底冲刺」。');
  });
});

describe('opening', () => {
  it('says that a conversation is not there', async () => {
    renderInChat(<ThreadView threadId="gone" />, test.chat);
    expect(await screen.findByText('找不到这个对话，可能已经删除。')).toBeTruthy();
  });

  it('joins a run that goes on elsewhere', async () => {
    await openStored({ ...recorded.storedDetail, active_run_id: 'run-1', last_seq: 24 });
    expect(test.sent).toContainEqual({ type: 'join', threadId: THREAD, after_seq: 0 });
    play(later(recorded.funnelAnswer.slice(0, 9)));
    expect(screen.getByText('本季度在跟商机')).toBeTruthy();
    expect(screen.getByRole('button', { name: '停止回答' })).toBeTruthy();
  });

  it('offers to answer a stored question that has no answer', async () => {
    const [question] = recorded.storedDetail.messages;
    const detail = { ...recorded.storedDetail, messages: question ? [question] : [] };
    test.api.conversation.mockResolvedValue(detail);
    renderInChat(<ThreadView threadId={THREAD} />, test.chat);
    fireEvent.click(await screen.findByRole('button', { name: '重新回答' }));
    expect(test.sent.at(-1)).toMatchObject({ type: 'run', input: { messages: [{ content: '本季度漏斗' }] } });
  });
});
