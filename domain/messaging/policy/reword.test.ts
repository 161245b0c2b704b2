import { describe, expect, it } from 'vitest';
import { asksWhetherHuman } from './asked-whether-human.ts';
import { rewordText } from './reword.ts';

const TABLE = [
  { from: '我是AI', to: '我是这边的小助手' },
  { from: '我是AI助手', to: '我是这边的小助手' },
  { from: '作为AI，', to: '' },
  { from: '(内部)', to: '$1' },
];

describe('rewording', () => {
  it.each([
    ['您好，我是AI助手，请问需要什么？', '您好，我是这边的小助手，请问需要什么？'],
    ['我是 ai ，您说。', '我是这边的小助手 ，您说。'],
    ['作为AI，建议您先登录。', '建议您先登录。'],
    ['我是AIA保险的顾问', '我是AIA保险的顾问'],
    ['您的资料(内部)已收到', '您的资料$1已收到'],
    ['报价单已发您邮箱', '报价单已发您邮箱'],
  ])('%s becomes %s', (text, expected) => expect(rewordText(text, TABLE).text).toBe(expected));

  it('says what it changed, the longest wording first', () => {
    expect(rewordText('我是AI助手', TABLE).changes).toEqual([{ from: '我是AI助手', to: '我是这边的小助手' }]);
    expect(rewordText('好的', TABLE).changes).toEqual([]);
  });
});

describe('the question whether a person answers', () => {
  const QUESTIONS = ['是机器人吗', '是不是真人', '是AI吗'];
  it.each([
    ['你是机器人吗？', true],
    ['你是一个机器人吗', true],
    ['请问您 是不是 真人', true],
    ['你是ＡＩ吗', true],
    ['我们公司在做机器人', false],
    ['真人演示什么时候有', false],
    ['', false],
  ])('%s: %s', (text, asks) => expect(asksWhetherHuman(text, QUESTIONS)).toBe(asks));
});
