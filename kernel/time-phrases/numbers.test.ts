import { describe, expect, it } from 'vitest';
import { findNumbers } from './find-numbers.ts';
import { parseChineseNumber } from './parse-chinese-number.ts';

describe('parseChineseNumber', () => {
  it.each([
    ['零', 0],
    ['十', 10],
    ['十五', 15],
    ['二十五', 25],
    ['廿三', 23],
    ['一百零五', 105],
    ['一百五', 150],
    ['两千三', 2300],
    ['两千零三', 2003],
    ['三万五', 35_000],
    ['一万零三百', 10_300],
    ['五十万', 500_000],
    ['两百万', 2_000_000],
    ['1.2万', 12_000],
    ['3亿', 300_000_000],
    ['3亿2000万', 320_000_000],
    ['三万亿', 3e12],
    ['两点五万', 25_000],
    ['二〇一七', 2017],
    ['壹佰贰拾', 120],
    ['1,200', 1200],
    ['０７', 7],
    ['半', 0.5],
    ['负三', -3],
    ['百分之二十', 0.2],
    ['20%', 0.2],
    ['千分之五', 0.005],
    ['一成', 0.1],
    ['三成半', 0.35],
  ])('%s is %d', (text, value) => {
    expect(parseChineseNumber(text)).toBe(value);
  });

  it.each(['', '十几', '几十', '万', '百', '客户', '1.2.3', '一二三四'.repeat(20)])('%j is none', (text) => {
    expect(parseChineseNumber(text)).toBeUndefined();
  });
});

describe('findNumbers', () => {
  it.each([
    ['预算5万元', '5万元', 50_000, 'money', '元'],
    ['¥1,200.5 起', '¥1,200.5', 1200.5, 'money', '元'],
    ['三块五一个', '三块五', 3.5, 'money', '元'],
    ['大于10000块的', '10000块', 10_000, 'money', '元'],
    ['一万二千三百元', '一万二千三百元', 12_300, 'money', '元'],
    ['50万的单子', '50万', 500_000, 'plain', undefined],
    ['约5w', '5w', 50_000, 'plain', undefined],
    ['涨了20%', '20%', 0.2, 'percent', '%'],
    ['涨了百分之二十', '百分之二十', 0.2, 'percent', '%'],
    ['增长 12.5 个百分点', '12.5 个百分点', 0.125, 'percent', '%'],
    ['让利一成', '一成', 0.1, 'percent', '%'],
    ['打八折', '八折', 0.8, 'discount', '折'],
    ['打95折', '95折', 0.95, 'discount', '折'],
    ['3个客户', '3个', 3, 'count', '个'],
    ['前10名', '10名', 10, 'count', '名'],
    ['签了两单', '两单', 2, 'count', '单'],
    ['20个月', '20个月', 20, 'duration', '个月'],
    ['30天', '30天', 30, 'duration', '天'],
    ['一个半小时', '一个半小时', 1.5, 'duration', '小时'],
    ['两个半月', '两个半月', 2.5, 'duration', '个月'],
  ])('%s', (text, said, value, kind, unit) => {
    const [span, ...rest] = findNumbers(text);
    expect(span).toMatchObject({ text: said, value, kind, ...(unit && { unit }) });
    expect(text.slice(span?.start, span?.end)).toBe(said);
    expect(rest.filter((other) => other.kind !== 'count')).toEqual([]);
  });

  it('marks what is approximate and what counts places', () => {
    expect(findNumbers('30多万')).toMatchObject([{ value: 300_000, approximate: true }]);
    expect(findNumbers('十几个')).toMatchObject([{ value: 10, unit: '个', approximate: true }]);
    expect(findNumbers('三五家')).toMatchObject([{ value: 5, unit: '家', approximate: true }]);
    expect(findNumbers('第3条')).toMatchObject([{ value: 3, ordinal: true, start: 1 }]);
  });

  it('keeps both ends of a span of amounts', () => {
    expect(findNumbers('100-200元').map((span) => span.value)).toEqual([100, 200]);
  });

  it.each(['看一下', '一些客户', '千万别忘', '成交了', '型号A20'])('finds none in %s', (text) => {
    expect(findNumbers(text)).toEqual([]);
  });
});
