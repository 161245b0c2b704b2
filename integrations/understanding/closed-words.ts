import type { GazetteerEntry, NameKind } from './gazetteer/gazetteer-entry.ts';

type Words = Readonly<Record<string, readonly string[]>>;

/** The values of the closed lists of the sales contracts with the words people say; the first is the label. */
const STAGE_WORDS: Words = {
  prospecting: ['初步接触', '初步沟通', '接触阶段', '初访'],
  qualification: ['需求确认', '确认需求', '需求阶段', '需求沟通', '需求'],
  proposal: ['方案报价', '报价阶段', '方案阶段', '报方案', '方案', '报价'],
  negotiation: ['商务谈判', '谈判', '商务', '谈合同', '议价', '商谈'],
  won: [
    '赢单',
    '成交',
    '签单',
    '成单',
    '拿下',
    '拿下了',
    '签下来',
    '签约',
    '赢了',
    '签了',
    '签下',
    '谈成',
    '中标',
    '谈下来',
  ],
  lost: ['输单', '丢单', '失单', '丢了', '黄了', '输了', '没谈成', '流失', '没戏', '丢掉', '跑了', '没中标'],
};
const LEAD_STATUS_WORDS: Words = {
  new: ['未联系', '新线索', '待联系', '还没联系', '没联系过', '未联系过', '没打过'],
  contacted: ['已联系', '联系过', '联系上', '跟进中', '沟通过'],
  qualified: ['已确认', '合格', '有意向', '有效', '意向明确'],
  converted: ['已转化', '转化', '转客户', '转成客户', '成为客户'],
  disqualified: ['无效', '不合格', '废弃', '作废', '无意向', '没意向', '空号', '没兴趣', '假的'],
};
const LEAD_GRADE_WORDS: Words = {
  A: ['A级', 'A类', 'A档', 'A等'],
  B: ['B级', 'B类', 'B档', 'B等'],
  C: ['C级', 'C类', 'C档', 'C等'],
  D: ['D级', 'D类', 'D档', 'D等'],
};
const ACTIVITY_KIND_WORDS: Words = {
  call: [
    '电话',
    '打电话',
    '通话',
    '去电',
    '致电',
    '通电话',
    '打个电话',
    '通了电话',
    '打完电话',
    '来电',
    '打了电话',
    '打了个电话',
    '通了个电话',
    '通完电话',
    '打通电话',
    '拨打',
    '电联',
    '打过电话',
  ],
  visit: ['拜访', '上门', '走访', '登门', '见面', '去现场', '当面', '面访', '见了', '去见', '跑一趟'],
  meeting: ['会议', '开会', '会', '碰头', '开个会', '视频会', '会面', '洽谈', '面谈', '开了会', '开了个会', '电话会'],
  wechat: ['微信', '企微', '企业微信', '加微信', '发微信', '加了微信'],
  email: ['邮件', '发邮件', '邮箱', '发个邮件', '发了邮件', '发了封邮件'],
  demo: ['演示', '产品演示', '试用演示', 'demo', '讲产品', '展示产品'],
  note: ['便签', '笔记'],
  other: ['其他方式'],
};

/** Ready for the gazetteer: `id` is the contract's value, `name` its label. */
export const CLOSED_WORDS: readonly GazetteerEntry[] = [
  ...entriesOf('stage', STAGE_WORDS),
  ...entriesOf('lead_status', LEAD_STATUS_WORDS),
  ...entriesOf('lead_grade', LEAD_GRADE_WORDS),
  ...entriesOf('activity_kind', ACTIVITY_KIND_WORDS),
];

/** The kinds above: their values are words of the contracts, not names of records. */
export const CLOSED_KINDS: ReadonlySet<string> = new Set<NameKind>([
  'stage',
  'lead_status',
  'lead_grade',
  'activity_kind',
]);

function entriesOf(kind: NameKind, words: Words): GazetteerEntry[] {
  return Object.entries(words).map(([id, [name = id, ...aliases]]) => ({ kind, id, name, aliases }));
}
