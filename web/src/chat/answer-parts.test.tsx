// @vitest-environment jsdom
import './test-browser.ts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerPart } from '../../../kernel/contracts/chat.ts';
import { AnswerParts } from './answer-parts.tsx';
import { AnswerText } from './answer-text.tsx';
import { renderInChat, testChat } from './test-chat.tsx';
import type { TestChat } from './test-chat.tsx';

let test: TestChat;
beforeEach(async () => {
  test = await testChat();
});
afterEach(cleanup);

const id = (index: number) => `0199f3a2-7a51-7c11-9d1e-3f6b0c2a4d${String(index).padStart(2, '0')}`;
const table = (count: number): Extract<AnswerPart, { type: 'table' }> => ({
  type: 'table',
  title: '客户',
  columns: [
    { key: 'name', label: '客户', format: 'text' },
    { key: 'amount', label: '金额', format: 'money' },
    { key: 'rate', label: '转化率', format: 'percent' },
    { key: 'days', label: '停留', format: 'days' },
  ],
  rows: Array.from({ length: count }, (_, index) => ({ name: `客户${index}`, amount: 12345, rate: 0.125, days: null })),
  refs: Array.from({ length: count }, (_, index) => ({
    entity: 'lead' as const,
    id: id(index),
    label: `客户${index}`,
  })),
});
const show = (parts: AnswerPart[], current = true) => {
  const onSay = vi.fn();
  renderInChat(<AnswerParts parts={parts} current={current} onSay={onSay} />, test.chat);
  return onSay;
};

describe('citations', () => {
  it('stand under the words by their numbers and open the quote', () => {
    const item = {
      number: 1,
      passage_id: id(1),
      document_id: id(2),
      title: '退款规则',
      heading: '到账时间',
      quote: '款项在 5 个工作日内原路退回。',
      updated_at: '2026-11-18T02:20:00.000Z',
    };
    show([{ type: 'citations', answer_id: null, items: [item] }]);
    const source = within(screen.getByRole('list', { name: '来源' })).getByText('退款规则 · 到账时间');
    expect(screen.getByText('[1]')).toBeTruthy();
    const quote = screen.getByText('款项在 5 个工作日内原路退回。');
    expect(quote.closest('details')!.open).toBe(false);
    fireEvent.click(source);
    expect(quote.closest('details')!.open).toBe(true);
    fireEvent.click(screen.getByRole('link', { name: '在资料里打开' }));
    expect(test.went).toEqual([`/knowledge?open=${id(2)}&passage=${id(1)}`]);
  });
});

describe('a table', () => {
  it('writes values by the format of their column and links rows to their records', () => {
    show([table(1)]);
    const cells = screen.getAllByRole('cell').map((it) => it.textContent);
    expect(cells).toEqual(['客户0', '¥12,345', '12.5%', '—']);
    fireEvent.click(screen.getByRole('link', { name: '客户0' }));
    expect(test.went).toEqual([`/leads?open=${id(0)}`]);
  });

  it('folds what is longer than twelve rows', () => {
    show([{ ...table(20), total: 48 }]);
    expect(screen.getAllByRole('row')).toHaveLength(13);
    expect(screen.getByText('显示 12 / 共 48 行')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '展开全部 20 行' }));
    expect(screen.getAllByRole('row')).toHaveLength(21);
  });

  it('is copied as CSV', () => {
    const writeText = vi.fn(async () => undefined);
    Object.assign(navigator, { clipboard: { writeText } });
    show([table(1)]);
    fireEvent.click(screen.getByRole('button', { name: '复制为 CSV' }));
    expect(writeText).toHaveBeenCalledExactlyOnceWith('客户,金额,转化率,停留\r\n客户0,12345,0.125,\r\n');
  });
});

describe('a chart', () => {
  it('has its figures in words and as a table', () => {
    show([
      {
        type: 'chart',
        chart: {
          kind: 'funnel',
          title: '漏斗',
          category: 'stage',
          series: [{ key: 'amount', label: '金额', format: 'money' }],
        },
        rows: [
          { stage: '初步接洽', amount: 5_860_000 },
          { stage: '赢单', amount: 860_000 },
        ],
      },
    ]);
    const figure = screen.getByRole('figure', { name: '漏斗：初步接洽 ¥5,860,000，赢单 ¥860,000' });
    fireEvent.click(within(figure).getByRole('button', { name: '看数据' }));
    expect(within(figure).getAllByRole('row')).toHaveLength(3);
  });
});

describe('what one may do next', () => {
  const parts: AnswerPart[] = [
    { type: 'suggestions', items: ['和上季度比'] },
    { type: 'choices', question: '哪一个？', options: [{ label: '晨光电子', value: '晨光电子（C-001）' }] },
  ];

  it('answers a choice with its value', () => {
    const onSay = show(parts);
    fireEvent.click(screen.getByRole('button', { name: '晨光电子' }));
    expect(onSay).toHaveBeenCalledExactlyOnceWith('晨光电子（C-001）');
  });

  it('is over when the conversation has gone on', () => {
    const onSay = show(parts, false);
    fireEvent.click(screen.getByRole('button', { name: '晨光电子' }));
    expect(onSay).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: '和上季度比' })).toBeNull();
  });
});

describe('the words of an answer', () => {
  it('load nothing, run nothing and link only where one may go', () => {
    const words =
      '[外](https://example.com/a) [里](/customers/1) [坏](javascript:alert(1)) [明](http://example.com) ![图](https://example.com/x.png) <img src=x onerror=alert(1)><b>粗</b>';
    const { container } = renderInChat(<AnswerText words={words} />, test.chat);
    expect(container.querySelector('img, b, script')).toBeNull();
    const links = screen.getAllByRole<HTMLAnchorElement>('link');
    expect(links.map((it) => [it.textContent, it.getAttribute('href'), it.rel])).toEqual([
      ['外', 'https://example.com/a', 'noopener noreferrer nofollow'],
      ['里', '/customers/1', ''],
    ]);
    fireEvent.click(screen.getByRole('link', { name: '里' }));
    expect(test.went).toEqual(['/customers/1']);
  });
});
