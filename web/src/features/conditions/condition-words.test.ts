// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { expect, it } from 'vitest';
import type { Condition, ConditionField } from '../../../../kernel/contracts/conditions.ts';
import { i18n } from '../../i18n/i18n.ts';
import { conditionWords } from './condition-words.ts';

const FIELDS: ConditionField[] = [
  { name: 'region', label: '区域', kind: 'text', ops: ['eq', 'in', 'exists'] },
  { name: 'has_phone', label: '有电话', kind: 'boolean', ops: ['eq'] },
  { name: 'employees', label: '员工人数', kind: 'number', ops: ['between', 'gte'] },
  { name: 'last', label: '最近跟进', kind: 'moment', ops: ['lt'] },
  { name: 'status', label: '状态', kind: 'choice', ops: ['eq'], choices: [{ value: 'new', label: '新线索' }] },
];

it.each<[Condition, string]>([
  [{ all: [] }, ''],
  [{ field: 'region', op: 'in', value: ['华东', '华南'] }, '区域 是其中之一 华东、华南'],
  [{ field: 'region', op: 'exists', value: false }, '区域 未填写'],
  [{ field: 'has_phone', op: 'eq', value: true }, '有电话：是'],
  [{ field: 'employees', op: 'between', value: [10, 50] }, '员工人数 介于 10 到 50'],
  [{ field: 'last', op: 'lt', value: { days: -30 } }, '最近跟进 早于 30 天前'],
  [{ field: 'gone', op: 'eq', value: 1 }, 'gone'],
  [
    {
      any: [
        { field: 'status', op: 'eq', value: 'new' },
        { all: [{ field: 'employees', op: 'gte', value: 9 }, { not: { field: 'has_phone', op: 'eq', value: false } }] },
      ],
    },
    '状态 等于 新线索，或（员工人数 不小于 9，且不符合（有电话：否））',
  ],
])('%j reads «%s»', (condition, words) => {
  expect(conditionWords(condition, FIELDS, i18n.t)).toBe(words);
});
