import { expect, test } from 'vitest';
import { companyName } from './company-name.ts';
import { EVIDENCE, MATCH_WORDS } from './evidence.ts';
import { matchKeys } from './match-keys.ts';
import { EMPTY_RECORD, type MatchRecord } from './match-record.ts';
import { scorePair } from './score-pair.ts';
import { webDomain } from './web-domain.ts';

const record = (entity: MatchRecord['entity'], fields: Partial<MatchRecord>): MatchRecord => ({
  ...EMPTY_RECORD,
  entity,
  id: JSON.stringify(fields),
  ...fields,
});

/** The score of two records by the keys they share, as the job finds it. */
function scoreOf(left: MatchRecord, right: MatchRecord): number {
  const other = new Set(matchKeys(right).map((key) => `${key.kind} ${key.value}`));
  const shared = matchKeys(left).filter((key) => other.has(`${key.kind} ${key.value}`));
  return scorePair(left, right, [...new Set(shared.map((key) => key.kind))]).score;
}

test.each([
  ['北京云帆智能科技有限公司', { place: '北京', core: '云帆智能科技', brand: '云帆', trade: '智能科技' }],
  ['云帆智能科技（深圳）股份有限公司', { place: '深圳', core: '云帆智能科技', brand: '云帆' }],
  ['广东省深圳市华星光电集团', { place: '深圳', core: '华星光电', brand: '华星' }],
  ['上海贸易有限公司', { core: '贸易', brand: '贸易' }],
  ['Acme Trading Co., Ltd.', { core: 'acmetrading', brand: 'acmetrading' }],
  ['北京', { core: '北京' }],
  ['腾龙机械（二厂）有限公司', { core: '腾龙机械二厂' }],
])('%s is taken apart', (name, parts) => {
  expect(companyName(name)).toMatchObject(parts);
});

test.each([
  ['https://www.Huaxing.com.cn/about', 'huaxing.com.cn'],
  ['zhang@mail.huaxing.com', 'huaxing.com'],
  ['zhang@163.com', undefined],
  ['shop123.taobao.com', undefined],
  ['暂无', undefined],
])('the domain of %s is %s', (text, domain) => {
  expect(webDomain(text)).toBe(domain);
});

test.each([
  ['北京云帆科技有限公司', '云帆科技', 90],
  ['云帆科技有限公司', '云帆 科技股份有限公司', 90],
  ['云帆科技有限公司', '云帆有限公司', 60],
  ['华星科技有限公司', '华兴科技有限公司', 55],
  ['远行者机电设备有限公司', '远行着机电设备有限公司', 60],
] as const)('%s and %s are probably one', (left, right, least) => {
  expect(scoreOf(record('customer', { name: left }), record('customer', { name: right }))).toBeGreaterThanOrEqual(
    least,
  );
});

test.each([
  ['北京云帆科技有限公司', '上海云帆科技有限公司'],
  ['华星科技有限公司', '华星贸易有限公司'],
  ['第一人民医院', '第二人民医院'],
  ['上海银行', '北京银行'],
] as const)('%s and %s are two', (left, right) => {
  expect(scoreOf(record('customer', { name: left }), record('customer', { name: right }))).toBeLessThan(60);
});

test('two valid credit codes that differ outweigh an equal name', () => {
  const left = record('customer', { name: '云帆科技有限公司', credit_code: '91350100M000100Y43' });
  const right = record('customer', { name: '云帆科技有限公司', credit_code: '914403007109310121' });
  expect(scoreOf(left, { ...right, credit_code: null })).toBeGreaterThanOrEqual(90);
  expect(scoreOf(left, right)).toBeLessThan(60);
});

test('people are found by their number in any form, less surely when the names differ', () => {
  const left = record('lead', { name: '王磊', phone: '+86 138 1234 5678' });
  expect(scoreOf(left, record('lead', { name: '王总', phone: '13812345678' }))).toBeGreaterThanOrEqual(90);
  const other = scoreOf(left, record('lead', { name: '李静', phone: '13812345678' }));
  expect(other).toBeGreaterThanOrEqual(60);
  expect(other).toBeLessThan(75);
  expect(scoreOf(left, record('lead', { name: '王磊', phone: '13888888888' }))).toBe(0);
});

test('a shared switchboard alone makes nobody a duplicate', () => {
  const left = record('contact', { name: '王磊', phone: '0512-66668888', customer_id: 'a' });
  expect(scoreOf(left, record('contact', { name: '李静', phone: '051266668888', customer_id: 'a' }))).toBeLessThan(60);
});

test('every pair of records and every kind of key has a weight and a word', () => {
  for (const weights of Object.values(EVIDENCE)) {
    expect(Object.keys(weights).sort()).toEqual(Object.keys(MATCH_WORDS).sort());
    for (const weight of Object.values(weights)) expect(weight).toBeGreaterThanOrEqual(0);
  }
});
