import { expect, it } from 'vitest';
import { namedInText } from './named-in-text.ts';

const MEMBERS = ['老丁', '老丁头', '老', 'Amy', 'Amy Chen', '周总（星河）', ''].map((name) => ({ name }));

it.each([
  ['@老丁 麻烦扫码登录一下', ['老丁']],
  ['@老丁\u2005麻烦看一下', ['老丁']],
  ['@老丁', ['老丁']],
  ['@老丁，在吗', ['老丁']],
  ['@老丁头 在吗', ['老丁头']],
  ['@老丁@老丁头 都看一下', ['老丁', '老丁头']],
  ['@Amy Chen please', ['Amy Chen']],
  ['@Amy, please', ['Amy']],
  ['@周总（星河） 您好', ['周总（星河）']],
  ['老丁 在吗', []],
  ['@老丁家的 在吗', []],
  ['邮箱 a@老丁', ['老丁']],
  ['@所有人 通知', []],
  ['@ 老丁', []],
  ['', []],
])('«%s» names %j', (text, names) => {
  expect(namedInText(text, MEMBERS).map(({ name }) => name)).toEqual(names);
});

it('means both of two members with one name', () => {
  expect(namedInText('@小王 看下', [{ name: '小王' }, { name: '小王' }])).toHaveLength(2);
});
