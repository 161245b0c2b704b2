import { describe, expect, it } from 'vitest';
import { ask, callsOf, talk } from './knowledge.test-support.ts';

describe('understand: what is counted', () => {
  it.each<[string, Record<string, unknown>]>([
    ['目前进行中的商机一共几个', { metrics: ['open_count'] }],
    ['手头在跑的单子有多少个', { metrics: ['open_count'] }],
    ['华南的客户共有多少家', { metrics: ['customer_count'], filters: [{ dimension: 'region', values: ['华南'] }] }],
    ['经理宋佳的赢单数', { metrics: ['won_count'], filters: [{ dimension: 'manager', values: ['宋佳'] }] }],
    ['宋佳主管的赢单金额', { metrics: ['won_amount'], filters: [{ dimension: 'manager', values: ['宋佳'] }] }],
    [
      'Northwind Traders 这个客户的输单数',
      { metrics: ['lost_count'], filters: [{ dimension: 'customer', values: ['Northwind Traders'] }] },
    ],
    [
      '哪个区域赢单数最少',
      { metrics: ['won_count'], dimensions: ['region'], order: { by: 'won_count', direction: 'asc' } },
    ],
  ])('%s', (text, args) => {
    expect(callsOf(ask(text))).toEqual([['query_report', args]]);
  });

  it('reads the team of the one who leads it', () => {
    expect(callsOf(ask('宋佳团队的漏斗'))).toEqual([['sales_funnel', { team: '宋佳团队' }]]);
  });
});

describe('understand: what is said of winning', () => {
  it('takes a denied win for a loss, and a hoped-for one for none', () => {
    expect(callsOf(ask('海棠生物的单子没谈下来'))[0]?.[1]).toMatchObject({ stage: 'lost' });
    expect(callsOf(ask('下个月有望签下来的商机有哪些'))[0]?.[1]).not.toHaveProperty('stage');
  });
});

describe('understand: what no tool knows', () => {
  it.each(['今天天气怎么样', '明天会下雨吗', '给海棠生物寄一份样品', '宋佳喜欢吃川菜吗'])('declines %s', (text) => {
    expect(ask(text)).toMatchObject({ kind: 'say' });
  });
});

describe('understand: pieces of a report', () => {
  it('turns the order, takes a value out and adds a metric', () => {
    const first = '华东、华南、西南本月赢单金额排名';
    expect(callsOf(talk(first, '反过来排'))[0]?.[1]).toMatchObject({ order: { direction: 'asc' } });
    expect(callsOf(talk(first, '把华南去掉'))[0]?.[1]).toMatchObject({
      filters: [{ dimension: 'region', values: ['华东', '西南'] }],
    });
    expect(callsOf(talk(first, '输单数也带上'))[0]?.[1]).toMatchObject({ metrics: ['won_amount', 'lost_count'] });
  });
});
