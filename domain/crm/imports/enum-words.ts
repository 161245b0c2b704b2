import { ACTIVITY_KIND_WORDS, LEAD_STATUS_WORDS, STAGE_WORDS } from '../words.ts';
import { differByOne, normalName } from '../names/normal-name.ts';
import type { FieldSpec } from './import-fields.ts';

type Words = Readonly<Record<string, readonly string[]>>;

/** What files write for our values, beside the value itself and its Chinese word. */
const SYNONYMS: Words = {
  prospecting: ['初次接触', '接触', '初访', 'prospect'],
  qualification: ['需求', '需求分析', '确认需求', 'qualified', 'qualify'],
  proposal: ['方案', '报价', '方案/报价', 'quote', 'quotation'],
  negotiation: ['谈判', '商务', '合同谈判', 'negotiating'],
  won: ['赢', '成交', '已成交', '签约', '已签约', '成功', 'closedwon', 'win'],
  lost: ['输', '丢单', '失败', '流失', 'closedlost', 'lose'],
  new: ['新建', '未联系', '待联系', '待跟进', 'open'],
  contacted: ['联系过', '跟进中', '已跟进', 'working'],
  qualified: ['合格', '有效', '已确认'],
  converted: ['转化', '已转客户', '转客户'],
  disqualified: ['不合格', '关闭', '已关闭', 'unqualified'],
  call: ['打电话', '电联', '通话', 'phone', 'phonecall'],
  visit: ['上门', '上门拜访', '走访', 'onsite'],
  meeting: ['开会', '会谈', '会面'],
  wechat: ['企业微信', 'weixin'],
  email: ['邮箱', '电子邮件', 'mail'],
  demo: ['产品演示', '演示会'],
  note: ['记录', '笔记'],
  other: ['其他', '其它'],
  planned: ['计划', '计划中', '待办', '未完成', 'todo', 'pending'],
  done: ['完成', '已完成', 'completed', 'finished'],
  cancelled: ['取消', '已取消', 'canceled'],
  salesperson: ['销售', '销售员', '业务员', 'sales', 'salesrep'],
  sales_manager: ['销售经理', '经理', '主管', 'manager'],
  marketer: ['市场', '市场专员', 'marketing'],
  customer_success: ['客户成功', 'csm'],
  after_sales: ['售后', 'support'],
  operations: ['运营', 'ops'],
};

/** Words that probably mean a value, but not surely enough to take it without asking. */
const LIKELY: Readonly<Record<string, string>> = {
  engaging: 'qualification',
  engaged: 'qualification',
  demo: 'proposal',
  hold: 'contacted',
};

const MAIN_WORDS: Readonly<Record<string, string>> = { ...LEAD_STATUS_WORDS, ...STAGE_WORDS, ...ACTIVITY_KIND_WORDS };

/** The value of a field that a cell means, or undefined when it means none. */
export function enumValue(field: FieldSpec, cell: string): string | undefined {
  const wanted = normalName(cell);
  return field.values?.find((value) => wordsFor(value).includes(wanted));
}

/** The value that a cell nobody understands was probably meant to be, or null. */
export function likelyEnumValue(field: FieldSpec, cell: string): string | null {
  const wanted = normalName(cell);
  if (field.custom) return field.values?.find((value) => differByOne(normalName(value), wanted)) ?? null;
  const likely = LIKELY[wanted];
  if (likely && field.values?.includes(likely)) return likely;
  return (
    field.values?.find((value) => wordsFor(value).some((word) => word.length > 2 && differByOne(word, wanted))) ?? null
  );
}

const known = new Map<string, string[]>();

function wordsFor(value: string): string[] {
  const cached = known.get(value);
  if (cached) return cached;
  const words = [value, MAIN_WORDS[value] ?? value, ...(SYNONYMS[value] ?? [])].map(normalName);
  known.set(value, words);
  return words;
}
