import { describe, expect, it } from 'vitest';
import { judgeResponse, RESPONSE_WORDS } from './judge-response.ts';

describe('words that answer', () => {
  it.each([
    ...RESPONSE_WORDS,
    '好的呢',
    '好的好的',
    '嗯嗯，在的',
    '我在的',
    '在的在的，怎么弄？',
    '收到！',
    '收到，谢谢老师',
    '行吧',
    '行，我这就弄',
    '好的我马上扫码',
    '马上来',
    '马上到',
    '来了来了',
    '可以的',
    '是的呀',
    '@售后小何 好的',
    '好的👌',
    '[OK]收到',
    '不好意思，刚看到，在的',
    '好的没问题',
    'ＯＫ 好的',
  ])('%s', (text) => {
    expect(judgeResponse(text)).toMatchObject({ response: true, why: 'answers' });
  });
});

describe('words that do not', () => {
  it.each<[text: string, why: string]>([
    ['不行', 'refuses'],
    ['不可以', 'refuses'],
    ['不好的', 'refuses'],
    ['好的，但是现在不行', 'refuses'],
    ['不是的', 'refuses'],
    ['还没收到', 'refuses'],
    ['可以是可以，不过我没空', 'refuses'],
    ['好的，改天吧', 'refuses'],
    ['可以吗', 'asks'],
    ['可以吗？', 'asks'],
    ['行不行', 'asks'],
    ['收到没', 'asks'],
    ['是的？', 'asks'],
    ['现在的价格', 'no_word'],
    ['存在的问题', 'no_word'],
    ['实在的说', 'no_word'],
    ['行业里都这样', 'no_word'],
    ['我的行李到了', 'no_word'],
    ['银行卡', 'no_word'],
    ['来了个新客户', 'no_word'],
    ['马上到期了', 'no_word'],
    ['好的产品', 'no_word'],
    ['', 'no_word'],
    ['👍', 'no_word'],
  ])('%s: %s', (text, why) => {
    expect(judgeResponse(text)).toMatchObject({ response: false, why });
  });

  it('are those of the settings', () => {
    expect(judgeResponse('好的', ['1']).response).toBe(false);
    expect(judgeResponse('1', ['1']).response).toBe(true);
    expect(judgeResponse('好的，不去', undefined, ['没空']).response).toBe(true);
  });
});
