import { z } from 'zod';
import { readDecisionChain } from '../domain/crm/relations/decision-chain.ts';
import { listRelations } from '../domain/crm/relations/list-relations.ts';
import { ATTITUDE_WORDS, DECISION_ROLE_WORDS, RELATION_ROLE_TABLE } from '../domain/crm/relations/relation-table.ts';
import type { RecordRef } from '../kernel/contracts/chat.ts';
import type { DecisionLink, RelationView } from '../kernel/contracts/relations.ts';
import { customer } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { customerLink, customerRef } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { readTool } from './tool.ts';

const relatedRef = (row: RelationView): RecordRef | null =>
  row.customer_id ? customerLink(row.customer_id, row.customer_name) : null;
const personRef = (row: DecisionLink): RecordRef => ({ entity: 'contact', id: row.contact_id, label: row.name });

const RELATION_TABLE: RowTable<RelationView> = {
  columns: [
    { key: 'role', label: '关系', format: 'text', cell: (row) => RELATION_ROLE_TABLE[row.role].word },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'note', label: '备注', format: 'text', cell: (row) => row.note },
  ],
  ref: relatedRef,
};

const CHAIN_TABLE: RowTable<DecisionLink> = {
  columns: [
    { key: 'name', label: '姓名', format: 'text', cell: (row) => row.name },
    { key: 'title', label: '职务', format: 'text', cell: (row) => row.title },
    { key: 'role', label: '角色', format: 'text', cell: (row) => (row.role ? DECISION_ROLE_WORDS[row.role] : null) },
    {
      key: 'attitude',
      label: '态度',
      format: 'text',
      cell: (row) => (row.attitude === 'unknown' ? null : ATTITUDE_WORDS[row.attitude]),
    },
    { key: 'reports_to', label: '汇报给', format: 'text', cell: (row) => row.reports_to_name },
    { key: 'company', label: '公司', format: 'text', cell: (row) => row.customer_name },
    { key: 'note', label: '备注', format: 'text', cell: (row) => row.note },
  ],
  ref: personRef,
};

export const showRelations = readTool({
  name: 'show_relations',
  title: '客户关系',
  description:
    '一个客户的关系：上级公司、下属公司、合作伙伴、由谁介绍、介绍了谁，以及决策链（谁拍板、谁支持、谁反对、向谁汇报）。只问决策人是谁、电话多少用 find_contacts。',
  permission: 'crm.read',
  input: z.strictObject({ customer }),
  phrases: [
    '{customer}的决策链',
    '理一下{customer}的决策链',
    '{customer}的关系图',
    '{customer}的上级公司是哪家',
    '{customer}有哪些子公司',
    '{customer}的介绍人是谁',
    '{customer}的关联企业',
    '{customer}那边谁是支持者谁是反对者',
    '{customer}和别的客户有什么关系',
    '看看{customer}的组织关系',
    '{customer}的合作伙伴有哪些',
    '{customer}介绍过哪些客户',
  ],
  answer: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const relations = await listRelations(scope, { id: view.id });
    const chain = await readDecisionChain(scope, { id: view.id });
    const playing = chain.filter(({ role }) => role !== null);
    const next = [`${view.name}那边谁拍板`, `30秒讲讲${view.name}`, `看看${view.name}的往来记录`];
    if (relations.length === 0 && playing.length === 0)
      return answer({
        text: `${view.name}还没有登记关系和决策链${chain.length > 0 ? `，现有 ${chain.length} 位联系人` : ''}。`,
        parts: chain.length > 0 ? [tablePart(CHAIN_TABLE, chain, { title: '联系人' })] : [],
        records: [customerRef(view)],
        suggestions: next.slice(1),
      });
    return answer({
      text: sentences(
        relations.length > 0
          ? `${view.name}的关系：${relations.map((row) => `${RELATION_ROLE_TABLE[row.role].word}${row.customer_name}`).join('、')}。`
          : `${view.name}还没有登记和其他客户的关系。`,
        playing.length > 0 ? `决策链：${playing.map(partWords).join('、')}。` : '决策链还没有登记。',
        whoStands(playing),
      ),
      parts: [
        ...(chain.length > 0 ? [tablePart(CHAIN_TABLE, chain, { title: '决策链' })] : []),
        ...(relations.length > 0 ? [tablePart(RELATION_TABLE, relations, { title: '客户关系' })] : []),
      ],
      records: [customerRef(view), ...playing.map(personRef), ...relations.flatMap((row) => relatedRef(row) ?? [])],
      suggestions: next,
    });
  },
});

/** «周明（总经理，决策人，支持）» */
function partWords(row: DecisionLink): string {
  const hints = [
    row.title,
    row.role && DECISION_ROLE_WORDS[row.role],
    row.attitude !== 'unknown' && ATTITUDE_WORDS[row.attitude],
  ].filter(Boolean);
  return `${row.name}（${hints.join('，')}）`;
}

/** What is missing or in the way. */
function whoStands(chain: readonly DecisionLink[]): string {
  if (chain.length === 0) return '';
  if (!chain.some(({ role }) => role === 'decision_maker')) return '还不知道谁拍板。';
  const against = chain.filter(({ attitude, role }) => attitude === 'opposed' || role === 'blocker');
  return against.length > 0 ? `要留意${against.map(({ name }) => name).join('、')}的反对意见。` : '';
}
