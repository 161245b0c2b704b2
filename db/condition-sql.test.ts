import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCondition } from '../kernel/conditions/check-condition.ts';
import { OPS_OF_KIND, type FieldCatalogue } from '../kernel/conditions/field-catalogue.ts';
import { holds } from '../kernel/conditions/holds.ts';
import { Condition, type Comparison, type ConditionOp, type ConditionValue } from '../kernel/contracts/conditions.ts';
import { emptyDatabase } from '../tests/support/database.ts';
import { conditionSql, type FieldExpressions } from './condition-sql.ts';
import { createOrm, forkEm } from './orm.ts';
import { Params, query } from './query.ts';

const NOW = new Date('2026-11-20T10:00:00+08:00');
const FIELDS = {
  name: { label: '名称', kind: 'text' },
  amount: { label: '金额', kind: 'number' },
  closes: { label: '预计成交', kind: 'day' },
  touched: { label: '上次跟进', kind: 'moment' },
  vip: { label: '重点', kind: 'boolean' },
  stage: { label: '阶段', kind: 'choice', choices: { open: '进行中', won: '赢单' } },
  tags: { label: '标签', kind: 'list' },
} satisfies FieldCatalogue;
const EXPRESSIONS: FieldExpressions = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, `r.${name}`]));
/** The same values, standing in rows of their own: one for each value that is known. */
const LOOKED_UP: FieldExpressions = Object.fromEntries(
  Object.entries(FIELDS).map(([name, { kind }]) => [
    name,
    kind === 'list'
      ? { rows: `unnest(r.${name}) as x(value) where true`, item: 'x.value' }
      : { rows: `(select r.${name} as value) x where x.value is not null`, item: 'x.value' },
  ]),
);
/** An amount that is nothing when there is no row, as a sum is. */
const SUMMED: FieldExpressions = {
  ...LOOKED_UP,
  amount: { rows: '(select r.amount as value) x where x.value is not null', item: 'x.value', empty: 0 },
};

const values = {
  name: fc.constantFrom('云杉', '云杉科技', 'ABC', 'abc', '百分%_', ''),
  amount: fc.constantFrom(-1, 0, 0.5, 10, 99999),
  closes: fc.constantFrom('2026-11-19', '2026-11-20', '2026-12-31'),
  touched: fc.constantFrom('2026-11-20T01:59:59.000Z', '2026-11-20T02:00:00.000Z', '2026-10-01T00:00:00.000Z'),
  vip: fc.boolean(),
  stage: fc.constantFrom('open', 'won'),
  tags: fc.constantFrom('A', 'B', 'C'),
};
type Field = keyof typeof FIELDS;

const operand = (field: Field): fc.Arbitrary<ConditionValue> =>
  field === 'closes' || field === 'touched'
    ? fc.oneof(values[field], fc.record({ days: fc.constantFrom(-50, -1, 0, 1, 41) }))
    : (values[field] as fc.Arbitrary<ConditionValue>).filter((value) => value !== '');

const comparison: fc.Arbitrary<Comparison> = fc.constantFrom(...(Object.keys(FIELDS) as Field[])).chain((field) =>
  fc.constantFrom(...OPS_OF_KIND[FIELDS[field].kind]).chain((op: ConditionOp): fc.Arbitrary<Comparison> => {
    if (op === 'exists') return fc.record({ field: fc.constant(field), op: fc.constant(op), value: fc.boolean() });
    const size = op === 'between' ? { minLength: 2, maxLength: 2 } : { minLength: 0, maxLength: 3 };
    const value = ['in', 'not_in', 'between'].includes(op) ? fc.array(operand(field), size) : operand(field);
    return fc.record({ field: fc.constant(field), op: fc.constant(op), value }) as fc.Arbitrary<Comparison>;
  }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
const record = fc.record({
  ...Object.fromEntries(
    (Object.keys(FIELDS) as Field[])
      .filter((field) => field !== 'tags')
      .map((field) => [field, fc.option(values[field] as fc.Arbitrary<unknown>)]),
  ),
  tags: fc.uniqueArray(values.tags, { maxLength: 3 }),
});

/** The moment as entities and rows of the database hold it. */
function dateOf(row: object): Date | null {
  return 'touched' in row && row.touched ? new Date(String(row.touched)) : null;
}

let count: (condition: Condition, row: unknown, expressions?: FieldExpressions) => Promise<number>;
let stop: () => Promise<void>;

beforeAll(async () => {
  const database = await emptyDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 1 });
  const em = forkEm(orm);
  count = async (wanted, row, expressions = EXPRESSIONS) => {
    const params = new Params();
    const from = `jsonb_to_record(${params.add(JSON.stringify(row))}::jsonb)
      as r(name text, amount numeric, closes date, touched timestamptz, vip boolean, stage text, tags text[])`;
    const sql = conditionSql(wanted, FIELDS, expressions, params, NOW);
    const rows = await query<{ met: boolean | null }>(em, `select ${sql} as met from ${from}`, params.values);
    expect(rows[0]!.met).not.toBeNull();
    const filter = new Params();
    const same = from.replace('$1', filter.add(JSON.stringify(row)));
    const where = conditionSql(wanted, FIELDS, expressions, filter, NOW, 'filter');
    const left = await query<{ n: number }>(em, `select count(*)::int as n from ${same} where ${where}`, filter.values);
    expect(left[0]!.n).toBe(rows[0]!.met ? 1 : 0);
    return rows[0]!.met ? 1 : 0;
  };
  stop = async () => {
    await orm.close(true);
    await database.stop();
  };
});
afterAll(async () => await stop());

describe('a condition', () => {
  it('means the same in the database and in memory', async () => {
    await fc.assert(
      fc.asyncProperty(condition, record, async (wanted, row) => {
        expect(Condition.parse(wanted)).toEqual(wanted);
        checkCondition(wanted, FIELDS);
        const inMemory = holds(wanted, { ...row, touched: dateOf(row) }, FIELDS, NOW);
        expect(await count(wanted, row)).toBe(inMemory ? 1 : 0);
        expect(await count(wanted, row, LOOKED_UP)).toBe(inMemory ? 1 : 0);
        const summed = { ...row, amount: (row as { amount?: number | null }).amount ?? 0 };
        const ofSums = holds(wanted, { ...summed, touched: dateOf(row) }, FIELDS, NOW);
        expect(await count(wanted, row, SUMMED)).toBe(ofSums ? 1 : 0);
      }),
      { numRuns: 400 },
    );
  });

  it('names every problem with its place', () => {
    const wrong: Condition = {
      all: [
        { field: 'salary', op: 'eq', value: 1 },
        { any: [{ field: 'vip', op: 'gt', value: true }, { not: { field: 'stage', op: 'eq', value: 'lost' } }] },
        { field: 'amount', op: 'between', value: [1] },
        { field: 'constructor', op: 'exists' },
      ],
    };
    expect(() => checkCondition(wrong, FIELDS)).toThrow(
      [
        '条件 › 且1：没有“salary”这个字段',
        '条件 › 且2 › 或1：“重点”不能用 gt 比较',
        '条件 › 且2 › 或2 › 非：“阶段”不接受 "lost"',
        '条件 › 且3：“金额”的区间要有两个值',
        '条件 › 且4：没有“constructor”这个字段',
      ].join('；'),
    );
  });

  it('refuses a nest without end', () => {
    let deep: Condition = { field: 'vip', op: 'exists' };
    for (let n = 0; n < 9; n += 1) deep = { not: deep };
    expect(() => checkCondition(deep, FIELDS)).toThrow('嵌套超过 8 层');
  });
});
