import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeMood, MODEL_FILE } from './judge-mood.ts';

describe('the mood of a message', () => {
  it.each([
    '服务很好，太棒了',
    '谢谢，你们处理得真快，点赞',
    '哈哈哈太有意思了',
    '不错',
    '👍👍',
    '包装精致，很满意，下次还会来',
  ])('is glad: %s', (text) => expect(judgeMood(text).mood).toBeGreaterThan(0.65));

  it.each([
    '你们就是骗子，我要投诉',
    '等了半天没人理，什么态度',
    '不是很满意',
    '垃圾！',
    '😡😡😡',
    '服務太差了，非常失望',
    '又坏了，修了三次还没修好，烦死了',
  ])('is sore: %s', (text) => expect(judgeMood(text).mood).toBeLessThan(0.36));

  it.each([
    '明天上午十点开会',
    '请问发票怎么开',
    '合同什么时候签',
    '好的',
    '你好',
    '12345',
    '',
    '。。。',
    '\u{1F1E8}\u{1F1F3}',
  ])('is neither: «%s»', (text) => {
    expect(judgeMood(text).mood).toBeGreaterThan(0.3);
    expect(judgeMood(text).mood).toBeLessThan(0.7);
  });

  it('names the words that carry it, negated ones as such', () => {
    expect(judgeMood('你们就是骗子，我要投诉').signs).toEqual(['骗子', '投诉']);
    expect(judgeMood('不是很满意').signs).toEqual(['不很满意']);
    expect(judgeMood('差不多，差价我补，你好').signs).toEqual([]);
  });

  it('is the same for a text however its characters are written', () => {
    expect(judgeMood('服務很差').mood).toBe(judgeMood('服务很差').mood);
  });
});

describe('the file that ships', () => {
  it('is small, and holds numbers and no text', () => {
    expect(statSync(MODEL_FILE).size).toBeLessThan(1_500_000);
    const bytes = gunzipSync(readFileSync(MODEL_FILE));
    expect(bytes.toString('utf8')).not.toMatch(/[\u4e00-\u9fff]{4}/u);
  });

  it('tells figures above what was aimed at', () => {
    const told = JSON.parse(readFileSync(MODEL_FILE.replace('.gz', '.json'), 'utf8')) as {
      held_out_accuracy: Record<string, number>;
      neutral_below_0_2: number;
    };
    const { sentiment_shopping, sentiment_hotel, sentiment_waimai, sentiment_chat } = told.held_out_accuracy;
    expect(sentiment_shopping).toBeGreaterThan(0.88);
    expect(sentiment_hotel).toBeGreaterThan(0.86);
    expect(sentiment_waimai).toBeGreaterThan(0.86);
    expect(sentiment_chat).toBeGreaterThan(0.85);
    expect(told.neutral_below_0_2).toBeLessThan(0.02);
  });
});
