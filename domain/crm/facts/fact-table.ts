import type { FactKey } from '../../../kernel/contracts/stages.ts';

/**
 * Where a fact is read: `record` stands on the deal itself; `told` somebody writes down; `either` counts as known when the
 * record has it or somebody wrote it down («没有竞争对手» is knowledge too).
 */
export type FactOrigin = 'record' | 'told' | 'either';

interface FactRow {
  readonly label: string;
  /** What to find out, as a person would ask. */
  readonly hint: string;
  readonly origin: FactOrigin;
}

/** Every fact one can ask of a deal. The one place where a fact means something. */
export const FACT_TABLE: Readonly<Record<FactKey, FactRow>> = {
  amount: { label: '金额', hint: '这一单大概多少钱？', origin: 'record' },
  expected_close: { label: '预计成交日期', hint: '客户打算什么时候定下来？', origin: 'record' },
  product: { label: '产品', hint: '客户要买哪个产品？', origin: 'record' },
  contact: { label: '联系人', hint: '在客户那边找谁？', origin: 'record' },
  decision_maker: { label: '决策人', hint: '最后谁来拍板？', origin: 'either' },
  need: { label: '客户需求', hint: '客户要解决什么问题？', origin: 'told' },
  budget: { label: '预算', hint: '预算有多少，批下来没有？', origin: 'told' },
  purchase_process: { label: '采购流程', hint: '签约要过哪些人、哪些流程？', origin: 'told' },
  competitor: { label: '竞争对手', hint: '还有谁在争这一单？', origin: 'either' },
  proposal_sent: { label: '方案或报价', hint: '方案和报价给客户了吗？', origin: 'told' },
  contract_draft: { label: '合同', hint: '合同文本到哪一步了？', origin: 'either' },
};

/** «预算、决策人»: the labels of facts. */
export function factWords(keys: readonly FactKey[]): string {
  return keys.map((key) => FACT_TABLE[key].label).join('、');
}
