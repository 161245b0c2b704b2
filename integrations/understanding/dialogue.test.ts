import { describe, expect, it } from 'vitest';
import { callsOf, talk } from './knowledge.test-support.ts';

const HAITANG = '厦门海棠生物科技有限公司';
const report = (...sentences: string[]): unknown => callsOf(talk(...sentences))[0]?.[1];

describe('a piece of a request edits the last one', () => {
  const first = '本季度华东的赢单金额按销售看';

  it('replaces a value, a period, a dimension, a metric', () => {
    expect(report(first, '那华南呢？')).toMatchObject({
      filters: [{ dimension: 'region', values: ['华南'] }],
      dimensions: ['owner'],
      period: '本季度',
    });
    expect(report(first, '只看上个月')).toMatchObject({
      filters: [{ dimension: 'region', values: ['华东'] }],
      period: '上个月',
    });
    expect(report(first, '换成按经理')).toMatchObject({ dimensions: ['manager'] });
    expect(report(first, '赢率呢')).toMatchObject({ metrics: ['win_rate'], period: '本季度' });
  });

  it('adds when told to add, and takes out when told to', () => {
    expect(report(first, '加上西南')).toMatchObject({ filters: [{ dimension: 'region', values: ['华东', '西南'] }] });
    expect(report(first, '再加上赢率')).toMatchObject({ metrics: ['won_amount', 'win_rate'] });
    expect(report('华东和华南今年的赢单数', '去掉华南')).toMatchObject({
      filters: [{ dimension: 'region', values: ['华东'] }],
    });
  });

  it('sets order, limit and comparison', () => {
    expect(report(first, '只要前三名')).toMatchObject({ order: { by: 'won_amount', direction: 'desc' }, limit: 3 });
    expect(report(first, '同比呢')).toMatchObject({ compare: 'same_period_last_year', dimensions: ['owner'] });
  });

  it('works for lists too', () => {
    expect(callsOf(talk('宋佳上周拜访了哪些客户', '那宋磊呢'))).toEqual([
      ['list_activities', { person: '宋磊', kind: 'visit', period: '上周' }],
    ]);
  });
});

describe('answers to an open question', () => {
  it.each(['第二个', '南京那个', '2', '南京远航'])('takes %s', (answer) => {
    expect(callsOf(talk('给远航打上重点客户标签', answer))).toEqual([
      ['add_tags', { customer: '南京远航自动化设备有限公司', tags: ['重点客户'] }],
    ]);
  });

  it('takes the missing moment', () => {
    expect(callsOf(talk('给海棠生物安排一次拜访', '明天下午三点吧'))).toEqual([
      ['schedule_follow_up', { customer: HAITANG, kind: 'visit', at: '2026-06-11T15:00' }],
    ]);
  });

  it('calls off', () => {
    expect(talk('给远航打上重点客户标签', '算了')).toMatchObject({ kind: 'say', text: '好的，已经取消。' });
  });

  it('leaves the question for a new request', () => {
    expect(callsOf(talk('给远航打上重点客户标签', '本月我的赢单金额是多少'))[0]?.[0]).toBe('query_report');
  });
});

describe('what was said before', () => {
  it('stands behind pronouns and unnamed records', () => {
    expect(callsOf(talk('看看海棠生物的资料', '给他们打个重点客户标签'))).toEqual([
      ['add_tags', { customer: HAITANG, tags: ['重点客户'] }],
    ]);
    expect(callsOf(talk('看看海棠生物的资料', '谁拍板'))).toEqual([
      ['find_contacts', { customer: HAITANG, decision_maker: true }],
    ]);
    expect(report('宋佳上周跟进了什么', '她这个月的赢单金额')).toMatchObject({
      filters: [{ dimension: 'owner', values: ['宋佳'] }],
    });
  });

  it('is corrected', () => {
    expect(callsOf(talk('邱明亮这条线索派给宋磊', '不是宋磊，是宋佳'))).toEqual([
      ['assign_lead', { lead: '邱明亮', to: '宋佳' }],
    ]);
    expect(callsOf(talk('周五下午三点去海棠生物拜访，帮我安排', '不对，是下午四点'))).toEqual([
      ['schedule_follow_up', { customer: HAITANG, at: '2026-06-12T16:00', kind: 'visit' }],
    ]);
  });
});
