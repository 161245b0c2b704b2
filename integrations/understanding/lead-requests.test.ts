import { describe, expect, it } from 'vitest';
import { ask, callsOf, talk } from './knowledge.test-support.ts';

/** Sentences the tools propose themselves: they must be understood when they are sent back. */
const PROPOSED: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['把没分配的线索都按规则分掉', 'assign_waiting_leads', {}],
  ['自动分配线索邱明亮', 'auto_assign_lead', { lead: '邱明亮' }],
  ['公海里有什么', 'list_pool', {}],
  ['我今天还能领几条公海线索', 'list_pool', { leads: true }],
  ['从公海领取邱明亮', 'claim_from_pool', { lead: '邱明亮' }],
  ['邱明亮这条线索打了多少分', 'explain_score', { lead: '邱明亮' }],
  ['邱明亮的分数为什么变了', 'explain_score', { lead: '邱明亮' }],
  ['我手上哪些线索分数最高', 'top_leads', { owner: '我' }],
  ['评分最高的线索', 'top_leads', {}],
  ['哪些线索变凉了', 'top_leads', { cooled: true }],
  ['有哪些重复的客户', 'find_duplicates', { customers: true }],
  ['重复的线索有哪些', 'find_duplicates', { leads: true }],
  ['把Northwind Traders重复的那条合并掉', 'merge_records', { customer: 'Northwind Traders' }],
  ['把线索邱明亮重复的那条合并掉', 'merge_records', { lead: '邱明亮' }],
  ['撤销Northwind Traders的合并', 'undo_merge', { customer: 'Northwind Traders' }],
  ['撤销线索邱明亮的合并', 'undo_merge', { lead: '邱明亮' }],
  ['我有哪些分群', 'list_segment', {}],
  ['看看年框老客户分群', 'list_segment', { segment: '年框老客户' }],
  ['给年框老客户分群的客户都打上重点客户标签', 'tag_segment', { segment: '年框老客户', tags: ['重点客户'] }],
  ['客户数据质量怎么样', 'data_quality', { customers: true }],
  ['线索数据质量怎么样', 'data_quality', { leads: true }],
  ['数据质量怎么样', 'data_quality', {}],
  ['哪些客户资料不完整', 'data_quality', { customers: true, incomplete: true }],
  ['内容有误的线索有哪些', 'data_quality', { leads: true, invalid: true }],
];

describe('understand: leads, pools, duplicates, segments', () => {
  it.each(PROPOSED)('%s', (text, tool, args) => {
    expect(callsOf(ask(text))).toEqual([[tool, args]]);
  });

  it('takes a second record of the same kind where a request joins two', () => {
    expect(callsOf(ask('把海棠生物合并到Northwind Traders'))).toEqual([
      ['merge_records', { customer: '厦门海棠生物科技有限公司', into: 'Northwind Traders' }],
    ]);
  });

  it('never changes anything when it is asked why', () => {
    expect(callsOf(ask('邱明亮为什么分给了宋佳'))).toEqual([['explain_assignment', { lead: '邱明亮' }]]);
    expect(callsOf(ask('为什么把邱明亮放回公海')).map(([tool]) => tool)).not.toContain('release_to_pool');
  });
});

describe('understand: a change of the records that were just listed', () => {
  it('means them when it can say all that they were asked with', () => {
    expect(callsOf(talk('华东制造业的客户有哪些', '给这些客户都打上重点客户标签'))).toEqual([
      ['tag_segment', { region: '华东', sector: '制造业', tags: ['重点客户'] }],
    ]);
    expect(callsOf(talk('看看年框老客户分群', '给他们都打上高意向标签'))).toEqual([
      ['tag_segment', { segment: '年框老客户', tags: ['高意向'] }],
    ]);
  });

  it('asks when the list was narrowed by more, or when nothing says who', () => {
    const narrowed = talk('华东30天没联系的客户有哪些', '给这些客户都打上重点客户标签');
    expect(narrowed).toMatchObject({ kind: 'ask', slot: 'segment' });
    expect(ask('给这些客户都打上重点客户标签')).toMatchObject({ kind: 'ask', slot: 'segment' });
  });
});
