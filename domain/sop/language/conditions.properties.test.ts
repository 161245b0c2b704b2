import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import { OPS_OF_KIND, type FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { howOften } from '../../../tests/support/how-often.ts';
import { sopHolds } from './condition-fields.ts';

const NOW = new Date('2026-11-21T06:30:05Z');
const RUNS = { numRuns: howOften(500, 20_000) };
const FIELDS = {
  name: { label: '姓名', kind: 'text' },
  days: { label: '天数', kind: 'number' },
  vip: { label: '重点', kind: 'boolean' },
  tags: { label: '标签', kind: 'list' },
  stage: { label: '阶段', kind: 'choice', choices: { won: '赢单', lost: '丢单', open: '进行中' } },
  signed: { label: '签约日', kind: 'day' },
} as const satisfies FieldCatalogue;
type Name = keyof typeof FIELDS;

const words = fc.constantFrom('张三', '张', 'Li', 'li si', 'A类客户', '高意向');
const VALUES: Readonly<Record<Name, fc.Arbitrary<string | number | boolean>>> = {
  name: words,
  days: fc.integer({ min: -2, max: 4 }),
  vip: fc.boolean(),
  tags: words,
  stage: fc.constantFrom('won', 'lost', 'open'),
  signed: fc.constantFrom('2026-11-20', '2026-11-21', '2026-12-01'),
};
const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...(Object.keys(FIELDS) as Name[])).chain((field) =>
  fc.constantFrom(...OPS_OF_KIND[FIELDS[field].kind]).chain((op): fc.Arbitrary<Condition> => {
    const one = VALUES[field];
    const value: fc.Arbitrary<unknown> =
      op === 'exists'
        ? fc.boolean()
        : op === 'in' || op === 'not_in'
          ? fc.array(one, { minLength: 1, maxLength: 3 })
          : op === 'between'
            ? fc.tuple(one, one).map((pair) => pair.toSorted((a, b) => (a < b ? -1 : 1)))
            : one;
    return value.map((given) => ({ field, op, value: given }) as Condition);
  }),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));
const facts = fc.record(
  {
    name: fc.option(fc.oneof(words, fc.constant(''))),
    days: fc.option(VALUES.days),
    vip: fc.option(VALUES.vip),
    tags: fc.option(fc.uniqueArray(words, { maxLength: 3 })),
    stage: fc.option(VALUES.stage),
    signed: fc.option(VALUES.signed),
  },
  { requiredKeys: [] },
);
type Facts = Readonly<Record<string, unknown>>;
const is = (condition: Condition, values: Facts): boolean => sopHolds(condition, values, FIELDS, NOW);

/** What a condition says, read aloud word by word: each comparison a sentence of its own. */
function naive(condition: Condition, values: Facts): boolean {
  if ('not' in condition) return !naive(condition.not, values);
  if ('all' in condition) return condition.all.filter((part) => !naive(part, values)).length === 0;
  if ('any' in condition) return condition.any.filter((part) => naive(part, values)).length > 0;
  const { field, op, value } = condition;
  const mine = values[field];
  const unknown = mine === undefined || mine === null || mine === '' || (Array.isArray(mine) && mine.length === 0);
  if (op === 'exists') return value === false ? unknown : !unknown;
  if (unknown) return op === 'ne' || op === 'not_in';
  const list = Array.isArray(mine) ? (mine as string[]) : [mine];
  const many = Array.isArray(value) ? (value as unknown[]) : [value];
  if (op === 'in') return list.some((one) => many.some((other) => one === other));
  if (op === 'not_in') return list.every((one) => many.every((other) => one !== other));
  if (op === 'contains')
    return Array.isArray(mine)
      ? mine.includes(value)
      : `${mine as string}`.toLowerCase().includes(`${value as string}`.toLowerCase());
  if (op === 'eq') return mine === value;
  if (op === 'ne') return mine !== value;
  const [low, high] = many as [number, number];
  const number = mine as number;
  if (op === 'between') return !(number < low) && !(number > high);
  return {
    gt: number > low,
    gte: number > low || number === low,
    lt: number < low,
    lte: number < low || number === low,
  }[op];
}

it('says what a naive reader says', () => {
  fc.assert(
    fc.property(tree, facts, (condition, values) => {
      checkCondition(condition, FIELDS);
      expect(is(condition, values)).toBe(naive(condition, values));
    }),
    RUNS,
  );
});

it('keeps to the laws of logic', () => {
  fc.assert(
    fc.property(tree, tree, facts, (a, b, values) => {
      const both = (one: Condition, other: Condition): void => expect(is(one, values)).toBe(is(other, values));
      both({ not: { not: a } }, a);
      both({ not: { all: [a, b] } }, { any: [{ not: a }, { not: b }] });
      both({ not: { any: [a, b] } }, { all: [{ not: a }, { not: b }] });
      both({ all: [a, b] }, { all: [b, a] });
      both({ any: [a, { all: [a, b] }] }, a);
      expect(is({ all: [] }, values)).toBe(true);
      expect(is({ any: [] }, values)).toBe(false);
    }),
    RUNS,
  );
});

it('never throws, whatever kind of value is found', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.date(),
    fc.array(fc.string()),
    fc.constant(null),
  );
  fc.assert(
    fc.property(tree, fc.dictionary(fc.constantFrom(...Object.keys(FIELDS)), anything), (condition, values) => {
      expect(typeof is(condition, values)).toBe('boolean');
    }),
    RUNS,
  );
});

it('reads nothing that belongs to every object', () => {
  const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
  for (const field of inherited) {
    expect(() => checkCondition({ field, op: 'exists' }, FIELDS), field).toThrow();
    expect(is({ field, op: 'exists' }, {}), field).toBe(false);
    expect(is({ field, op: 'contains', value: 'function' }, {}), field).toBe(false);
    expect(is({ field, op: 'eq', value: '' }, {}), field).toBe(false);
  }
});
