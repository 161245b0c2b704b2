// @vitest-environment jsdom
import './test-browser.ts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApprovalCard as Card } from '../../../kernel/contracts/chat.ts';
import { ApprovalCard } from './approval-card.tsx';
import { pendingCard } from './recorded-events.ts';
import { renderInChat, testChat } from './test-chat.tsx';
import type { TestChat } from './test-chat.tsx';

let test: TestChat;
beforeEach(async () => {
  test = await testChat();
});
afterEach(cleanup);

const full: Card = {
  ...pendingCard,
  fields: [
    { name: 'tags', label: '标签', kind: 'tags', value: ['年底冲刺'] },
    { name: 'due', label: '提醒时间', kind: 'datetime', value: '2026-11-20T01:30:00.000Z' },
    { name: 'amount', label: '金额', kind: 'number', value: 100 },
    { name: 'note', label: '备注', kind: 'text', value: '年底前拜访' },
  ],
};

function setUp(card: Card = full, busy = false) {
  const onDecide = vi.fn();
  const onAgain = vi.fn();
  renderInChat(
    <ApprovalCard card={card} decidedAt={null} busy={busy} onDecide={onDecide} onAgain={onAgain} />,
    test.chat,
  );
  const box = screen.getByRole('region', { name: card.title });
  box.focus();
  return { onDecide, onAgain, box };
}

describe('an open card', () => {
  it('shows before and after, the exact text and how many get it', () => {
    setUp({ ...full, risk: 'send', outgoing_text: '王总您好，\n下周见。', recipients: 3 });
    const row = screen.getByRole('row', { name: /晨光电子/ });
    expect(row.textContent).toMatch(/标签.*重点.*重点、年底冲刺/);
    expect(screen.getByText(/王总您好，/).textContent).toBe('王总您好，\n下周见。');
    expect(screen.getByText('将发给 3 位客户')).toBeTruthy();
  });

  it.each([
    ['a', { decision: 'approve', hash: 'hash-1' }],
    ['R', { decision: 'refuse' }],
  ])('is answered with the key %s', (key, decision) => {
    const { box, onDecide } = setUp();
    fireEvent.keyDown(box, { key });
    expect(onDecide).toHaveBeenCalledExactlyOnceWith(decision);
  });

  it('leaves keys with a modifier to the browser', () => {
    const { box, onDecide } = setUp();
    fireEvent.keyDown(box, { key: 'a', ctrlKey: true });
    fireEvent.keyDown(box, { key: 'r', metaKey: true });
    expect(onDecide).not.toHaveBeenCalled();
  });

  it('is not answered twice while the first answer is carried out', () => {
    const { box, onDecide } = setUp(full, true);
    for (const key of ['a', 'e', 'r']) fireEvent.keyDown(box, { key });
    expect(onDecide).not.toHaveBeenCalled();
  });

  it('cannot be agreed to after it expired', () => {
    const { box, onDecide } = setUp({ ...full, expires_at: '2026-11-18T07:29:00.000Z' });
    fireEvent.keyDown(box, { key: 'a' });
    expect(onDecide).not.toHaveBeenCalled();
    expect(screen.getByText('已过期，没有做任何改动')).toBeTruthy();
  });
});

describe('editing a card', () => {
  it('sends the changed values, times as wall time of the organisation', () => {
    const { box, onDecide } = setUp();
    fireEvent.keyDown(box, { key: 'e' });
    const tags = screen.getByLabelText('标签');
    expect(document.activeElement).toBe(tags);
    fireEvent.change(tags, { target: { value: '重点' } });
    fireEvent.keyDown(tags, { key: 'Enter' });
    expect(screen.getByLabelText<HTMLInputElement>('提醒时间').value).toBe('2026-11-20T09:30');
    fireEvent.change(screen.getByLabelText('提醒时间'), { target: { value: '2026-11-21T10:00' } });
    fireEvent.click(screen.getByRole('button', { name: '按修改后的执行' }));
    expect(onDecide).toHaveBeenCalledExactlyOnceWith({
      decision: 'edit',
      hash: 'hash-1',
      input: { tags: ['年底冲刺', '重点'], due: '2026-11-21T10:00', amount: 100, note: '年底前拜访' },
    });
  });

  it('does not take letters typed into a field for shortcuts', () => {
    const { box, onDecide } = setUp();
    fireEvent.keyDown(box, { key: 'e' });
    fireEvent.keyDown(screen.getByLabelText('备注'), { key: 'a' });
    fireEvent.keyDown(screen.getByLabelText('备注'), { key: 'r' });
    expect(onDecide).not.toHaveBeenCalled();
  });

  it('is a plain agreement when nothing was changed', () => {
    const { box, onDecide } = setUp();
    fireEvent.keyDown(box, { key: 'e' });
    fireEvent.click(screen.getByRole('button', { name: '按修改后的执行' }));
    expect(onDecide).toHaveBeenCalledExactlyOnceWith({ decision: 'approve', hash: 'hash-1' });
  });

  it('drops the edits on Escape and gives the focus back to the card', () => {
    const { box } = setUp();
    fireEvent.keyDown(box, { key: 'e' });
    fireEvent.change(screen.getByLabelText('备注'), { target: { value: '别的' } });
    fireEvent.keyDown(screen.getByLabelText('备注'), { key: 'Escape' });
    expect(document.activeElement).toBe(box);
    fireEvent.keyDown(box, { key: 'e' });
    expect(screen.getByLabelText<HTMLInputElement>('备注').value).toBe('年底前拜访');
  });

  it('takes tags away with Backspace and by their button', () => {
    const { box } = setUp({
      ...full,
      fields: [{ name: 'tags', label: '标签', kind: 'tags', value: ['甲', '乙', '丙'] }],
    });
    fireEvent.keyDown(box, { key: 'e' });
    fireEvent.keyDown(screen.getByLabelText('标签'), { key: 'Backspace' });
    fireEvent.click(screen.getByRole('button', { name: '去掉 甲' }));
    expect(within(box).queryByText('丙')).toBeNull();
    expect(within(box).queryByText('甲')).toBeNull();
    expect(within(box).getByText('乙')).toBeTruthy();
  });
});

describe('a decided card', () => {
  it('says who decided, when, and what was done', () => {
    const onDecide = vi.fn();
    const card: Card = { ...full, status: 'approved', result: '已给 2 个客户加上「年底冲刺」。' };
    renderInChat(
      <ApprovalCard
        card={card}
        decidedAt="2026-11-18T07:20:00.000Z"
        busy={false}
        onDecide={onDecide}
        onAgain={vi.fn()}
      />,
      test.chat,
    );
    const box = screen.getByRole('region', { name: card.title });
    expect(box.textContent).toMatch(/已同意您 · 今天 15:20/);
    expect(box.textContent).toContain('已给 2 个客户加上「年底冲刺」。');
    fireEvent.keyDown(box, { key: 'a' });
    expect(onDecide).not.toHaveBeenCalled();
  });

  it('offers a new proposal when the record changed meanwhile', () => {
    const { onAgain } = setUp({ ...full, status: 'conflict' });
    expect(screen.getByText(/已经不是最新的值/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '重新提议' }));
    expect(onAgain).toHaveBeenCalledOnce();
  });
});
