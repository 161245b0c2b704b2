import { describe, expect, it } from 'vitest';
import { checkQuality } from './check-quality.ts';
import { QUALITY_RULES, type ReplyDraft } from './quality-rules.ts';

const GOOD = '周总，您好！专业版支持五十个账号，超过的部分可以买扩展包。';
const draft = (text: string, more: Partial<ReplyDraft> = {}): ReplyDraft => ({
  text,
  longest: 200,
  forbidden: ['语言模型', '内部价'],
  recent: [],
  documented: false,
  documents_may_promise: true,
  ...more,
});
const rulesOf = (text: string, more: Partial<ReplyDraft> = {}): string[] =>
  checkQuality(draft(text, more)).notes.map(({ rule }) => rule);

describe('a good reply', () => {
  it.each([
    GOOD,
    '我在的，有什么可以帮您？',
    'API 文档的地址在后台首页右上角。',
    '客服热线 400-820-8820 周一到周五有人接。',
  ])('passes as it is: %s', (text) =>
    expect(checkQuality(draft(text))).toEqual({ verdict: 'pass', text, notes: [], rewritten: false }),
  );
});

describe('each rule', () => {
  const CELLS: Readonly<Record<string, readonly (readonly [string, Partial<ReplyDraft>, boolean])[]>> = {
    empty: [
      ['', {}, true],
      ['周总，您好！', {}, true],
      [' 。！', {}, true],
      [GOOD, {}, false],
    ],
    too_long: [
      [GOOD, { longest: GOOD.length }, false],
      [GOOD, { longest: GOOD.length - 1 }, true],
    ],
    forbidden_words: [
      ['给您内部价，欢迎购买。', {}, true],
      ['给您 内 部 价。', {}, true],
      [GOOD, {}, false],
    ],
    promise: [
      ['我们保证没有问题。', {}, true],
      ['肯定能给您办好的。', {}, true],
      ['马上退款给您。', {}, true],
      ['三天内到账，请放心。', {}, true],
      ['明天之前给您处理好。', {}, true],
      ['给您打八折。', {}, true],
      ['双倍赔偿您的损失。', {}, true],
      ['退款在 5 个工作日内到账。', {}, true],
      ['退款在 5 个工作日内到账。', { documented: true }, false],
      ['退款在 5 个工作日内到账。', { documented: true, documents_may_promise: false }, true],
      ['我们保证没有问题。', { documented: true }, true],
      ['明天我们上班，可以再联系。', {}, false],
      ['不能保证金额的部分请看合同。', {}, true],
      ['合同里写了付款方式。', {}, false],
    ],
    repeated: [
      [GOOD, { recent: [GOOD] }, true],
      [GOOD, { recent: ['李总，您好！专业版支持五十个账号，超过的部分可以买扩展包。'] }, true],
      ['我在的，有什么可以帮您？', { recent: ['周总，您好！我在的，有什么可以帮您'] }, true],
      [GOOD, { recent: ['发票开好后会发到您登记的邮箱里。'] }, false],
      [GOOD, { recent: [] }, false],
    ],
    language: [
      ['Sure, please check the dashboard for the report.', {}, true],
      ['承知しました、すぐにごかくにんいたします。', {}, true],
      ['OK', {}, false],
      ['请在 Dashboard 里点 Export 导出报表。', {}, false],
    ],
    personal_data: [
      ['请打 13912345678 联系王工。', {}, true],
      ['请打１３９１２３４５６７８。', {}, true],
      ['座机 0571-88886666 找他。', {}, true],
      ['身份证 330106199001011234 已登记。', {}, true],
      ['卡号 6222 0212 3456 7890 008 收款。', {}, false],
      ['卡号 4111 1111 1111 1111 收款。', {}, true],
      ['发到 someone@example.com 就行。', {}, true],
      ['加微信号 wangwu_2020 聊。', {}, true],
      ['订单号 20261121001，请核对。', {}, false],
      ['请打 400-820-8820。', {}, false],
    ],
    own_nature: [
      ['我是一个AI助手，帮您看看。', {}, true],
      ['作为一个人工智能，我不能判断。', {}, true],
      ['我是机器人，稍等。', {}, true],
      ['本助手由 ChatGPT 提供。', {}, true],
      ['我们卖的扫地机器人支持远程控制。', {}, false],
    ],
  };

  it('is tested', () => expect(Object.keys(CELLS)).toEqual(QUALITY_RULES.map(({ name }) => name)));

  it.each(
    Object.entries(CELLS).flatMap(([rule, cells]) =>
      cells.map(([text, more, bad]) => [rule, text, more, bad] as const),
    ),
  )('%s: «%s» %o: %s', (rule, text, more, bad) => expect(rulesOf(text, more).includes(rule)).toBe(bad));
});

describe('rewriting once', () => {
  it('leaves out what is wrong and keeps the rest', () => {
    const checked = checkQuality(draft('周总，您好！专业版支持五十个账号。我们保证您满意。有事打 13912345678。'));
    expect(checked).toMatchObject({ verdict: 'pass', text: '周总，您好！专业版支持五十个账号。', rewritten: true });
    expect(checked.notes.map(({ rule }) => rule)).toEqual(['promise', 'personal_data']);
  });

  it('shortens by whole sentences', () => {
    expect(checkQuality(draft('第一句说清楚。第二句补充一下。', { longest: 8 }))).toMatchObject({
      text: '第一句说清楚。',
    });
  });

  it.each(['周总，您好！马上退款。', '保证三天内到账', 'Please wait a moment for us.'])(
    'fails when nothing is left: %s',
    (text) => expect(checkQuality(draft(text)).verdict).toBe('fail'),
  );

  it('never makes a text pass that a rule still finds wrong', () => {
    const pieces = [
      '您好！',
      '我们保证。',
      '电话 13912345678。',
      '我是AI助手。',
      '专业版支持五十个账号。',
      'hello there my friend.',
      '内部价。',
    ];
    for (let mask = 0; mask < 2 ** pieces.length; mask += 1) {
      const text = pieces.filter((_, at) => (mask >> at) % 2 === 1).join('');
      const checked = checkQuality(draft(text));
      if (checked.verdict === 'pass') expect(checkQuality(draft(checked.text)).notes, text).toEqual([]);
    }
  });
});
