import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOOLS } from '../../tools/registry.ts';
import { ask, callsOf } from './knowledge.test-support.ts';

const HAITANG = '厦门海棠生物科技有限公司';

describe('understand: requests', () => {
  it.each([
    ['华东区做制造的客户有哪些', 'find_customers', { region: '华东', sector: '制造业' }],
    ['宋佳手里带高意向标签的客户', 'find_customers', { owner: '宋佳', tag: '高意向' }],
    ['四十天没联系过的客户列一下', 'find_customers', { idle_days: 40 }],
    ['海棠生物这家公司什么情况', 'get_customer', { customer: HAITANG }],
    ['KH-000103的资料', 'get_customer', { customer: HAITANG }],
    ['northwind有哪些联系人', 'find_contacts', { customer: 'Northwind Traders' }],
    ['haitang那边谁能拍板', 'find_contacts', { customer: HAITANG, decision_maker: true }],
    ['宋佳上周去拜访了哪些客户', 'list_activities', { person: '宋佳', kind: 'visit', period: '上周' }],
    ['还没人跟的线索', 'find_leads', { unassigned: true }],
    ['金额30万以上处于商务谈判的商机', 'find_opportunities', { min_amount: 300000, stage: 'negotiation' }],
    ['我明天有哪些要跟进的', 'list_follow_ups', { person: '我', due: '明天' }],
    ['给海棠生物打上重点客户和高意向标签', 'add_tags', { customer: HAITANG, tags: ['重点客户', '高意向'] }],
    [
      '周五下午三点去海棠生物拜访，帮我安排',
      'schedule_follow_up',
      { customer: HAITANG, at: '2026-06-12T15:00', kind: 'visit' },
    ],
    [
      '海棠质检平台二期推进到方案报价',
      'move_opportunity_stage',
      { opportunity: '海棠质检平台二期', stage: 'proposal' },
    ],
    ['把海棠质检平台二期的金额改成86万', 'update_opportunity', { opportunity: '海棠质检平台二期', amount: 860000 }],
    ['邱明亮这条线索派给宋磊', 'assign_lead', { lead: '邱明亮', to: '宋磊' }],
    [
      '新建线索：魏东，昆山晨光电子，13712345678，展会认识的',
      'create_lead',
      { name: '魏东', company: '昆山晨光电子', phone: '13712345678', source: '展会' },
    ],
    [
      '记一下，今天拜访了海棠生物，他们想先试用',
      'log_activity',
      { customer: HAITANG, kind: 'visit', content: '今天拜访了海棠生物，他们想先试用' },
    ],
  ])('%s', (text, tool, args) => {
    expect(callsOf(ask(text))).toEqual([[tool, args]]);
  });

  it('composes a report from what is said anywhere', () => {
    expect(callsOf(ask('上个月华东区赢单金额按销售从低到高，前5名'))).toEqual([
      [
        'query_report',
        {
          metrics: ['won_amount'],
          dimensions: ['owner'],
          filters: [{ dimension: 'region', values: ['华东'] }],
          period: '上个月',
          order: { by: 'won_amount', direction: 'asc' },
          limit: 5,
        },
      ],
    ]);
    expect(callsOf(ask('除了西南，各区域今年的赢率同比'))).toEqual([
      [
        'query_report',
        {
          metrics: ['win_rate'],
          dimensions: ['region'],
          filters: [{ dimension: 'region', op: 'not_in', values: ['西南'] }],
          period: '今年',
          compare: 'same_period_last_year',
        },
      ],
    ]);
  });

  it('reads two requests and lets the second inherit the customer', () => {
    expect(callsOf(ask('给海棠生物打上重点客户标签，再约明天上午十点拜访'))).toEqual([
      ['add_tags', { customer: HAITANG, tags: ['重点客户'] }],
      ['schedule_follow_up', { customer: HAITANG, at: '2026-06-11T10:00', kind: 'visit' }],
    ]);
  });

  it('asks the same for each record of a list', () => {
    expect(callsOf(ask('给海棠生物和northwind都打上高意向标签')).map(([, args]) => args)).toEqual([
      { customer: HAITANG, tags: ['高意向'] },
      { customer: 'Northwind Traders', tags: ['高意向'] },
    ]);
  });

  it('forgives a wrong character when it only reads', () => {
    expect(callsOf(ask('看看海堂生物的往来记录'))).toEqual([['customer_timeline', { customer: HAITANG }]]);
  });
});

describe('understand: questions', () => {
  it('asks which of two firms is meant', () => {
    const answer = ask('给远航打上重点客户标签');
    expect(answer).toMatchObject({
      kind: 'ask',
      slot: 'customer',
      pending: { tool: 'add_tags', args: { tags: ['重点客户'] } },
    });
    expect(answer.kind === 'ask' && answer.options?.map((option) => option.label)).toEqual([
      '合肥远航物流有限公司（合肥）',
      '南京远航自动化设备有限公司（南京）',
    ]);
  });

  it.each([
    ['给海棠生物安排一次回访', 'schedule_follow_up', 'at'],
    ['海棠生物加个标签', 'add_tags', 'tags'],
    ['按区域看一下', 'query_report', 'metrics'],
    ['改下海棠质检平台二期的金额', 'update_opportunity', 'amount'],
  ])('asks for what is missing: %s', (text, tool, slot) => {
    expect(ask(text)).toMatchObject({ kind: 'ask', slot, pending: { tool } });
  });

  it('never takes a bygone day for an appointment', () => {
    expect(ask('昨天下午三点约海棠生物拜访')).not.toMatchObject({ calls: [{ tool: 'schedule_follow_up' }] });
  });
});

describe('understand: what it cannot do', () => {
  it.each(['讲个笑话', '帮我订明天去北京的机票', '中午吃什么', '公司净利润多少'])('says so: %s', (text) => {
    const answer = ask(text);
    expect(answer.kind).toBe('say');
    expect(answer.kind === 'say' && answer.suggestions).toHaveLength(3);
  });

  it('uses no tool the person may not use', () => {
    const readOnly = TOOLS.filter((tool) => tool.risk === 'read');
    const answer = ask('把邱明亮这条线索分给宋佳', {}, readOnly);
    expect(callsOf(answer).every(([tool]) => readOnly.some((allowed) => allowed.name === tool))).toBe(true);
  });

  it('answers any text without throwing', () => {
    const words = fc.constantFrom(
      '海棠',
      '远航',
      '我',
      '上个月',
      '的',
      '赢单金额',
      '标签',
      '，',
      '不是',
      '第一个',
      '给',
      '13800000000',
      '50万',
      '“',
      '前',
      '最',
      '\uE000',
      '𠮷',
      '\n',
      '?',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 14 }),
        (parts) => {
          expect(['calls', 'ask', 'say']).toContain(ask(parts.join('')).kind);
        },
      ),
      { numRuns: 300 },
    );
  });
});
