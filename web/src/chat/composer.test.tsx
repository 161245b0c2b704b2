// @vitest-environment jsdom
import './test-browser.ts';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Composer } from './composer.tsx';
import { renderInChat, testChat } from './test-chat.tsx';
import type { TestChat } from './test-chat.tsx';

let test: TestChat;
beforeEach(async () => {
  test = await testChat();
});
afterEach(cleanup);

function setUp(running = false) {
  const deeds = { onSend: vi.fn(), onStop: vi.fn(), onUp: vi.fn() };
  renderInChat(<Composer running={running} {...deeds} />, test.chat);
  const box = screen.getByLabelText<HTMLTextAreaElement>('写下问题');
  const type = (words: string) => fireEvent.change(box, { target: { value: words } });
  return { ...deeds, box, type };
}

describe('the composer', () => {
  it('sends on Enter, empties itself and keeps the focus', () => {
    const { box, type, onSend } = setUp();
    box.focus();
    type('  本季度漏斗  ');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onSend).toHaveBeenCalledExactlyOnceWith('本季度漏斗');
    expect(box.value).toBe('');
    expect(document.activeElement).toBe(box);
  });

  it('makes a new line on Shift+Enter', () => {
    const { box, type, onSend } = setUp();
    type('第一行');
    expect(fireEvent.keyDown(box, { key: 'Enter', shiftKey: true })).toBe(true);
    expect(onSend).not.toHaveBeenCalled();
  });

  it('does not send while an input method composes, whichever way the browser tells', () => {
    const { box, type, onSend } = setUp();
    type('benji');
    fireEvent.compositionStart(box);
    fireEvent.keyDown(box, { key: 'Enter' });
    fireEvent.compositionEnd(box);
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229 });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onSend).toHaveBeenCalledOnce();
  });

  it('sends nothing when there are only blanks or too much', () => {
    const { box, type, onSend } = setUp();
    type('   ');
    fireEvent.keyDown(box, { key: 'Enter' });
    type('字'.repeat(8001));
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toContain('8000');
  });

  it('offers to stop while an answer is made, and keeps what was typed', () => {
    const { box, type, onSend, onStop } = setUp(true);
    type('下一个问题');
    fireEvent.keyDown(box, { key: 'Enter' });
    fireEvent.click(screen.getByRole('button', { name: '停止回答' }));
    expect(onSend).not.toHaveBeenCalled();
    expect(onStop).toHaveBeenCalledOnce();
    expect(box.value).toBe('下一个问题');
  });

  it('goes up to what waits only from an empty box', () => {
    const { box, type, onUp } = setUp();
    type('字');
    fireEvent.keyDown(box, { key: 'ArrowUp' });
    expect(onUp).not.toHaveBeenCalled();
    type('');
    fireEvent.keyDown(box, { key: 'ArrowUp' });
    expect(onUp).toHaveBeenCalledOnce();
  });
});
