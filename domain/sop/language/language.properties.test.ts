import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import { holds } from '../../../kernel/conditions/holds.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { fieldsNamed, sopFields, sopHolds } from './condition-fields.ts';
import { normalizeConditions } from './normalize-conditions.ts';
import { parseText, unreadablePlace, variablesOf } from './parse-text.ts';
import { renderText } from './render-text.ts';
import { sopValues } from './sop-values.ts';
import { BUILT_IN_VARIABLES, greetingAt, GREETINGS, variableValues, type VariableFacts } from './variables.ts';

const NOW = new Date('2026-11-21T06:30:05Z');
const FACTS: VariableFacts = {
  contact_name: '张三',
  contact_wxid: 'wxid_abc123',
  contact_remark: null,
  contact_title: '采购经理',
  customer_name: '云杉科技',
  account_nickname: '销售小王',
  owner_name: '王磊',
};
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,10}$/);

describe('a text with variables', () => {
  it('fills in what is known and takes the default for what is not', () => {
    const values = variableValues(FACTS, { campaign: '春节营销' }, NOW);
    expect(renderText('{greeting}，{contact_name}！{campaign}：{gift|小礼物}', values)).toBe(
      '下午好，张三！春节营销：小礼物',
    );
    expect(renderText('{current_time} {current_date} {weekday}', values)).toBe('2026-11-21 14:30:05 2026-11-21 星期六');
    expect(renderText('备注{contact_remark|}完', values)).toBe('备注完');
  });

  it('names every variable without a value', () => {
    expect(() => renderText('{gift}、{contact_remark}、{gift}', variableValues(FACTS, {}, NOW))).toThrow(
      expect.objectContaining({
        code: 'sop.variable_missing',
        details: expect.objectContaining({ names: '{gift}、{contact_remark}' }),
      }),
    );
  });

  it('takes doubled braces for braces and refuses a lone one', () => {
    expect(renderText('{{contact_name}} 是变量的写法', FACTS as unknown as SopVariables)).toBe(
      '{contact_name} 是变量的写法',
    );
    expect(unreadablePlace('您好 {联系人}')).toBe('{联系人}');
    expect(() => renderText('您好 {联系人}', {})).toThrow(expect.objectContaining({ code: 'sop.text_unreadable' }));
    expect(() => renderText('{constructor}', {})).toThrow(expect.objectContaining({ code: 'sop.variable_missing' }));
  });

  it('takes out what nobody sees and keeps emoji whole', () => {
    expect(renderText('{a}', { a: ' 张\u200b三\u202e\u0007 ' })).toBe('张三');
    expect(renderText('{a}', { a: '👨‍👩‍👧' })).toBe('👨‍👩‍👧');
    expect(() => renderText('{a}', { a: '\u200b' })).toThrow(expect.objectContaining({ code: 'sop.variable_missing' }));
    expect([...renderText('{a}', { a: '长'.repeat(3000) })]).toHaveLength(500);
    expect(() => renderText('{a}'.repeat(9), { a: '长'.repeat(500) })).toThrow(
      expect.objectContaining({ code: 'sop.text_too_long', details: { length: 4500, limit: 4000 } }),
    );
  });

  it('never reads a value again', () => {
    fc.assert(
      fc.property(name, name, fc.string(), (outer, inner, words) => {
        fc.pre(outer !== inner);
        const value = `{${inner}}{{${words}`;
        const plain = renderText(`<{${outer}}>`, { [outer]: value, [inner]: 'SECRET' });
        expect(plain).not.toContain(words.includes('SECRET') ? '<SECRET' : 'SECRET');
        expect(plain.startsWith(`<{${inner}}{{`)).toBe(true);
      }),
    );
  });

  it('gives doubled text back as it was, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '|', '您', ' ') }), (text) => {
        const doubled = text.replaceAll('{', '{{').replaceAll('}', '}}');
        const words = parseText(doubled).map((part) => (part.kind === 'words' ? part.words : '?'));
        expect(words.join('')).toBe(text);
      }),
    );
  });

  it('finds exactly the variables that were put in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.option(fc.constantFrom('', '您', 'a b')))), (variables) => {
        const text = variables
          .map(([one, fallback]) => `词{${one}${fallback === null ? '' : `|${fallback}`}}`)
          .join('');
        expect(variablesOf(text)).toEqual(
          variables.map(([one, fallback]) => ({ name: one, hasDefault: fallback !== null })),
        );
      }),
    );
  });
});

describe('variables', () => {
  it('has a value for every built-in name, or says null', () => {
    const course = {
      last_message_sent: 'x',
      last_message_time: 'x',
      last_reply: 'x',
      last_reply_class: 'later',
      trigger_type: 'new_friend',
    };
    const values = variableValues(FACTS, course, NOW);
    expect(Object.keys(values).toSorted()).toEqual(Object.keys(BUILT_IN_VARIABLES).toSorted());
    expect(values).toMatchObject({ last_reply_class: '以后再说', trigger_type: '新好友', follow_up_count: 0 });
  });

  it('lets a name given at the start count, but not the time', () => {
    expect(
      variableValues(FACTS, { contact_name: '张总', current_date: '1999-01-01', owner_name: '' }, NOW),
    ).toMatchObject({
      contact_name: '张总',
      current_date: '2026-11-21',
      owner_name: '王磊',
    });
  });

  it('greets at every hour of the day', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => greetingAt(new Date(Date.UTC(2026, 10, 21, hour - 8))));
    expect(hours[4]).toBe('晚上好');
    expect(hours[5]).toBe('上午好');
    expect(hours[12]).toBe('中午好');
    expect(hours[18]).toBe('晚上好');
    expect(new Set(hours)).toEqual(new Set(GREETINGS.map(({ words }) => words)));
  });
});

describe('conditions', () => {
  const fields = sopFields(
    { customer: { region: { label: '区域', kind: 'text' } } },
    { campaign: '春节', budget: 3, vip: true },
  );

  it("reads the spec's short form", () => {
    const short = {
      user_type: 'new_friend',
      last_message_days: { operator: 'gt', value: 7 },
      reply_received: { operator: 'eq', value: true },
      contact_tags: { operator: 'in', value: ['高意向', 'A类客户'] },
    };
    const { condition, problems } = normalizeConditions(short, fields);
    expect(problems).toEqual([]);
    checkCondition(condition!, fields);
    const values = { user_type: 'new_friend', last_message_days: 8, reply_received: true, contact_tags: ['A类客户'] };
    expect(sopHolds(condition!, values, fields, NOW)).toBe(true);
    for (const [field, other] of Object.entries({
      user_type: 'friend',
      last_message_days: 7,
      reply_received: false,
      contact_tags: [],
    }))
      expect(sopHolds(condition!, { ...values, [field]: other }, fields, NOW), field).toBe(false);
  });

  it('fits values to their fields and names what it cannot read', () => {
    expect(normalizeConditions({ contact_tags: '重点' }, fields).condition).toEqual({
      field: 'contact_tags',
      op: 'contains',
      value: '重点',
    });
    expect(normalizeConditions({ last_message_days: { operator: '>=', value: '7' } }, fields).condition).toEqual({
      field: 'last_message_days',
      op: 'gte',
      value: 7,
    });
    expect(
      normalizeConditions({ stage: { operator: 'eq', value: ['proposal', 'won'] } }, fields).condition,
    ).toMatchObject({ op: 'in' });
    expect(
      normalizeConditions({ stage: { operator: 'like', value: 1 }, user_type: { operator: 'eq', value: { a: 1 } } })
        .problems,
    ).toEqual([expect.stringContaining('“stage”的比较方式“like”不认识'), expect.stringContaining('“user_type”')]);
    expect(normalizeConditions({})).toEqual({ condition: null, problems: [] });
  });

  it('compares variables by the kind they were declared with', () => {
    const situation = { facts: FACTS, fields: {}, variables: { budget: '三', vip: true, last_reply_class: 'later' } };
    const values = sopValues(situation, fields, NOW);
    expect(values['var.budget']).toBeUndefined();
    expect(values).toMatchObject({
      'var.vip': true,
      'var.contact_name': '张三',
      last_reply_class: 'later',
      hour: 14,
      weekday: 6,
    });
    expect(sopHolds({ field: 'var.budget', op: 'gt', value: 1 }, values, fields, NOW)).toBe(false);
  });

  const leaf: fc.Arbitrary<Condition> = fc.record({
    field: fc.constantFrom('follow_up_count', 'friend_days'),
    op: fc.constantFrom('eq', 'ne', 'gt', 'lte'),
    value: fc.integer({ min: 0, max: 3 }),
  });
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  }));

  it('keeps to the laws of logic, whatever is known', () => {
    const known = fc.record({
      follow_up_count: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      friend_days: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(tree, tree, known, (a, b, values) => {
        checkCondition(a, fields);
        const is = (condition: Condition): boolean => sopHolds(condition, values, fields, NOW);
        expect(is({ not: a })).toBe(!is(a));
        expect(is({ all: [a, b] })).toBe(is(a) && is(b));
        expect(is({ not: { any: [a, b] } })).toBe(is({ all: [{ not: a }, { not: b }] }));
        expect(is(a)).toBe(holds(a, values, fields, NOW));
        expect(normalizeConditions(a, fields)).toEqual({ condition: a, problems: [] });
        expect(fieldsNamed(a).every((field) => JSON.stringify(a).includes(field))).toBe(true);
      }),
    );
  });
});
