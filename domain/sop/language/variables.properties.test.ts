import fc from 'fast-check';
import { expect, it } from 'vitest';
import { howOften } from '../../../tests/support/how-often.ts';
import { renderText } from './render-text.ts';

const RUNS = { numRuns: howOften(500, 20_000) };
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
/** Plain words, and such as look like the language itself. */
const plain = fc.stringMatching(/^[您好价格a-z ，。|]{1,8}$/);
const nasty = fc.constantFrom('{b}', '{b|x}', '{{b}}', '{', '}', '}}{{', '$&', '$1', '${b}', '<script>', '{a|{b}}');

it('writes words, values and defaults one after the other, as one would by hand', () => {
  const part = fc.oneof(
    plain.map((words) => ({ text: words, wanted: (): string | null => words })),
    fc.tuple(name, fc.option(fc.constantFrom('您好', 'x y', '默认'))).map(([one, other]) => ({
      text: other === null ? `{${one}}` : `{${one}|${other}}`,
      wanted: (values: Readonly<Record<string, string>>): string | null =>
        Object.hasOwn(values, one) ? values[one]! : other,
    })),
    fc.constant({ text: '{{', wanted: (): string | null => '{' }),
    fc.constant({ text: '}}', wanted: (): string | null => '}' }),
  );
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 8 }),
      fc.dictionary(name, fc.constantFrom('张三', '云杉', '3 套'), { noNullPrototype: true }),
      (parts, values) => {
        const text = `始${parts.map((one) => one.text).join('·')}末`;
        const wanted = parts.map((one) => one.wanted(values));
        if (wanted.includes(null))
          expect(() => renderText(text, values)).toThrow(expect.objectContaining({ code: 'sop.variable_missing' }));
        else expect(renderText(text, values)).toBe(`始${wanted.join('·')}末`);
      },
    ),
    RUNS,
  );
});

it('writes a value as it is, whatever language it speaks', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, plain), { minLength: 1, maxLength: 4 }), (pieces) => {
      const value = `=${pieces.join('')}=`;
      expect(renderText('<{a}>{b}', { a: value, b: 'SECRET' })).toBe(`<${value}>SECRET`);
      expect(renderText('{a}{a}', { a: value })).toBe(value + value);
      expect(renderText('{none|}<{a}>', { a: value })).toBe(`<${value}>`);
    }),
    RUNS,
  );
});

it('is stopped by every variable without a value or default, and names each once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), (names) => {
      const text = [...names, ...names].map((one) => `{${one}}`).join('，');
      expect(() => renderText(text, {})).toThrow(
        expect.objectContaining({
          code: 'sop.variable_missing',
          details: expect.objectContaining({ list: names }),
        }),
      );
    }),
    RUNS,
  );
});

it('either fills a text in or says that it cannot be read; nothing else, however braces are nested', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '|', 'a', 'b', '您', ' '), maxLength: 30 }), (text) => {
      try {
        expect(renderText(text, { a: '甲', b: '乙' })).not.toBe('');
      } catch (thrown) {
        expect(['sop.text_unreadable', 'sop.text_empty', 'sop.variable_missing']).toContain(
          (thrown as { code?: string }).code,
        );
      }
    }),
    RUNS,
  );
});

it('knows no name that belongs to every object', () => {
  for (const one of ['constructor', 'toString', 'valueOf', 'hasOwnProperty'])
    expect(() => renderText(`{${one}}`, {})).toThrow(expect.objectContaining({ code: 'sop.variable_missing' }));
  expect(() => renderText('{__proto__}', {})).toThrow(expect.objectContaining({ code: 'sop.text_unreadable' }));
});
