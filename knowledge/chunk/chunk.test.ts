import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../parse/block.ts';
import { cutPassages } from './cut-passages.ts';
import { cutSections } from './cut-sections.ts';
import { bandsOf, likenessOf, signatureOf } from './shingles.ts';
import { splitSentences } from './split-sentences.ts';
import { topicOf } from './topic-of.ts';

const letters = (text: string): string => text.replaceAll(/\s+/g, '');
const chinese = fc
  .array(fc.constantFrom(...'退款审核客户合同三天内。！？；，、”」：\nab 12.'), { maxLength: 1500 })
  .map((all) => all.join(''));

describe('sentences', () => {
  it('end at Chinese marks together with the closing quote', () => {
    expect(splitSentences('他说：“可以。”我说好！真的？A first one. Then another')).toEqual([
      '他说：“可以。”',
      '我说好！',
      '真的？',
      'A first one.',
      'Then another',
    ]);
  });

  it('lose nothing and are never too long', () => {
    fc.assert(
      fc.property(chinese, (text) => {
        const sentences = splitSentences(text, 100);
        expect(letters(sentences.join(''))).toBe(letters(text));
        expect(Math.max(0, ...sentences.map((one) => one.length))).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('passages', () => {
  it('lose nothing and are small', () => {
    fc.assert(
      fc.property(chinese, (text) => {
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        const passages = cutPassages(lines);
        expect(letters(passages.join(''))).toBe(letters(lines.join('')));
        for (const passage of passages) expect(passage.length).toBeLessThanOrEqual(430);
      }),
    );
  });
});

describe('sections', () => {
  const heading = (level: number, text: string): Block => ({ kind: 'heading', level, text });
  const text = (words: string): Block => ({ kind: 'text', text: words });
  const body = '这一节讲的是具体做法，先做什么，再做什么。'.repeat(4);

  it('keep the path of their headings', () => {
    const sections = cutSections([
      heading(1, '价格'),
      heading(2, '折扣'),
      text(body),
      heading(3, '审批'),
      text(body),
      heading(2, '付款'),
      text(body),
    ]);
    expect(sections.map((section) => section.path.join(' > '))).toEqual([
      '价格 > 折扣',
      '价格 > 折扣 > 审批',
      '价格 > 付款',
    ]);
  });

  it('take a short introduction along to what it leads to', () => {
    const sections = cutSections([heading(1, '价格'), text('以下价格含税。'), heading(2, '折扣'), text(body)]);
    expect(sections).toMatchObject([{ path: ['价格', '折扣'], lines: ['以下价格含税。', body] }]);
  });

  it('are cut where they grow too long', () => {
    const sections = cutSections([heading(1, '长'), ...Array.from({ length: 40 }, () => text(body))]);
    expect(sections.length).toBeGreaterThan(2);
    for (const section of sections) expect(section.lines.join('\n').length).toBeLessThanOrEqual(1201);
  });
});

describe('likeness', () => {
  const base = Array.from(
    { length: 60 },
    (_, index) => `第${index}条规定说明了第${index * 7}种情况下应当怎样处理客户的请求。`,
  ).join('');

  it('is near one for copies with small changes, near nothing for other texts', () => {
    const a = signatureOf(base)!;
    expect(likenessOf(a, signatureOf(`${base.slice(0, 900)}补一句新的话。${base.slice(900)}`)!)).toBeGreaterThan(0.8);
    expect(likenessOf(a, signatureOf('完全不同的一篇文章，讲的是设备安装前后的检查。'.repeat(20))!)).toBeLessThan(0.2);
    expect(signatureOf('太短')).toBeNull();
  });

  it('shows in a shared band', () => {
    const a = bandsOf(signatureOf(base)!);
    const b = bandsOf(signatureOf(`${base}再补充最后一句。`)!);
    expect(a.filter((band, index) => band === b[index]).length).toBeGreaterThan(0);
    for (const band of a) expect(BigInt.asIntN(64, BigInt(band)).toString()).toBe(band);
  });
});

it('topics are questions and headings in one form, but not those that stand everywhere', () => {
  expect(topicOf('三、退款多久到账？')).toBe(topicOf('退款多久到账'));
  expect([topicOf('适用范围'), topicOf('要点')]).toEqual([null, null]);
});
