import { describe, expect, it } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import { isSupported, supportOf } from './check-support.ts';
import { extractAnswer } from './extract-answer.ts';
import { judgeConfidence } from './judge-confidence.ts';

const REFUND = '签约后 7 天内可以无理由申请全额退款。审核通过后，款项在五个工作日内原路退回。定制开发的部分不能退款。';
const GATEWAY = '网关 G200 质保两年，电源适配器质保一年。室外安装需要另配防水箱。';

describe('a claim', () => {
  const support = supportOf(1, REFUND);
  it.each([
    ['签约后 7 天内能申请全额退款', true],
    ['审核通过后，款项会在 5 个工作日内原路退回', true],
    ['定制开发的部分不能退款', true],
    // Another number, another unit, the opposite, another matter, nothing.
    ['签约后 15 天内可以无理由申请全额退款', false],
    ['款项在 5 小时内原路退回', false],
    ['定制开发的部分可以退款', false],
    ['质保期内免费上门维修', false],
    ['好的', false],
  ])('«%s» is supported: %s', (claim, expected) => {
    expect(isSupported(claim, support)).toBe(expected);
  });
});

describe('an answer of a model', () => {
  const supports = [supportOf(1, REFUND), supportOf(2, GATEWAY)];

  it('keeps what its sources say, under the right number, and drops the rest', () => {
    const checked = checkAnswer(
      '退款规则如下：\n签约后 7 天内可以申请全额退款[2]。逾期退款要收 30% 手续费[1]。\n- 网关 G200 质保两年。[2]\n希望对您有帮助！',
      supports,
    );
    expect(checked).toEqual({
      text: '退款规则如下：\n签约后 7 天内可以申请全额退款[1]。\n- 网关 G200 质保两年[2]。',
      kept: 2,
      dropped: 1,
      cited: [1, 2],
    });
  });

  it('is left with nothing when it was made up', () => {
    expect(checkAnswer('您可以拨打总部热线，客服会在两小时内上门处理。', supports)).toMatchObject({
      text: '',
      kept: 0,
    });
  });
});

describe('an answer from the passages', () => {
  const source = (passage: string, more: object = {}) => ({
    number: 1,
    title: '退款规则',
    passage,
    section: passage,
    question: null,
    ...more,
  });

  it('takes the sentences that lie nearest, in their order', () => {
    const long = `公司成立于多年以前，一直重视客户的体验和长期的口碑。${'这里说的是别的事情，与问题没有关系。'.repeat(10)}${REFUND}`;
    const { text, cited } = extractAnswer('退款多久到账，能原路退回吗', true, [source(long)]);
    expect(text).toContain('款项在五个工作日内原路退回');
    expect(text).not.toContain('公司成立');
    expect(/\[1\]。?$/.test(text)).toBe(true);
    expect(cited).toEqual([1]);
  });

  it('tells all steps of a list when one of them fits', () => {
    const steps = `办理步骤${'：先看清楚下面的说明，再按顺序做，不要跳过任何一步。'.repeat(6)}\n1. 提交退款申请\n2. 主管核对合同\n3. 财务打款`;
    const { text } = extractAnswer('退款申请怎么提交', true, [source(steps)]);
    expect(text).toMatch(/1\. 提交退款申请\n2\. 主管核对合同\n3\. 财务打款\[1\]$/);
  });

  it('tells a row of a table whole: a cell means nothing without the others', () => {
    const rows = ['新线索', '已联系的线索', '重点客户'].map(
      (kind, index) =>
        `类型：${kind}；没有跟进多少天回收：${(index + 1) * 7}；回收前提醒：${'到期前由系统提醒一次；主管也会收到，'.repeat(4)}一共两次。`,
    );
    const { text } = extractAnswer('新线索多久没有跟进会回收', true, [source(rows.join('\n'))]);
    expect(text).toMatch(/类型：新线索；没有跟进多少天回收：7；回收前提醒/);
    for (const line of text.split('\n').slice(1)) expect(line).toMatch(/^类型：.*多少天回收：\d+；回收前提醒：/);
  });

  it('says when it is only the nearest there is', () => {
    expect(extractAnswer('退款', false, [source(REFUND)]).text).toMatch(/^不敢肯定/);
  });

  it('adds a second source only for what the first does not say', () => {
    const second = source(GATEWAY, { number: 2, title: '网关' });
    expect(extractAnswer('退款多久到账', true, [source(REFUND), second]).cited).toEqual([1]);
    expect(extractAnswer('退款多久到账，网关质保几年', true, [source(REFUND), second]).cited).toEqual([1, 2]);
  });
});

it('confidence is judged over its whole range', () => {
  const thresholds = { sureFrom: 0.5, unsureFrom: 0.25 };
  expect([0, 0.24, 0.25, 0.49, 0.5, 1].map((one) => judgeConfidence(one, thresholds))).toEqual([
    'none',
    'none',
    'unsure',
    'unsure',
    'sure',
    'sure',
  ]);
});
