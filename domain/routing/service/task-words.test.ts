import { expect, it } from 'vitest';
import { fillText, nameList, nodeText } from './node-texts.ts';
import { stableId } from './stable-id.ts';
import { COMPLETION_WORDS, KindWords, tellCompletion, tellTaskKind } from './task-words.ts';

it.each<[text: string, kind: string | null]>([
  ['麻烦做一下实 名', 'real_name'],
  ['刷脸就行', 'real_name'],
  ['扫码登录一下', 'scan_login'],
  ['先实名再扫码', 'real_name'],
  ['您的号掉线了', 'scan_login'],
  ['手机换绑', 'bind_phone'],
  ['今天有空吗', null],
])('%s is about %s', (text, kind) => {
  expect(tellTaskKind(text, KindWords.parse(undefined))?.kind ?? null).toBe(kind);
});

it.each<[text: string, word: string | null]>([
  ['老丁，实名好了', '实名好了'],
  ['搞定', '搞定'],
  ['@老丁 登录成功！', '登录成功'],
  ['还没搞定', null],
  ['搞定了吗', null],
  ['完成了？', null],
  ['弄好了没', null],
  ['等弄好了再说', null],
  ['麻烦搞定一下', null],
  ['今天先这样', null],
])('«%s» says done: %s', (text, word) => {
  expect(tellCompletion(text, COMPLETION_WORDS)).toBe(word);
});

it('fills places and nothing else, and refuses a place there is not', () => {
  const schema = nodeText(['nickname'], '{nickname}，您好');
  expect(schema.parse(undefined)).toBe('{nickname}，您好');
  expect(schema.safeParse('{password}').success).toBe(false);
  expect(schema.safeParse('${nickname}').success, 'a dollar is a dollar').toBe(true);
  expect(fillText('{nickname}，您好', { nickname: '{nickname}$&' })).toBe('{nickname}$&，您好');
  expect(nameList(['甲', '乙', '丙', '丁'])).toBe('甲、乙、丙等 4 人');
});

it('names the same row for the same parts only', () => {
  expect(stableId('a', 'b')).toBe(stableId('a', 'b'));
  expect(stableId('a', 'b')).not.toBe(stableId('ab'));
  expect(stableId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});
