import { z } from 'zod';
import { FACT_TABLE } from '../domain/crm/facts/fact-table.ts';
import { listFacts } from '../domain/crm/facts/list-facts.ts';
import { recordFact } from '../domain/crm/facts/record-fact.ts';
import { addCompetitor } from '../domain/crm/opportunities/competitors/add-competitor.ts';
import { listCompetitors } from '../domain/crm/opportunities/competitors/list-competitors.ts';
import { FACT_KEYS, type FactKey } from '../kernel/contracts/stages.ts';
import { choice, slot } from '../kernel/slots.ts';
import { given, maybeCustomer, maybeOpportunity } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { changeOf } from './present/change.ts';
import { optionsOf } from './present/options.ts';
import { opportunityRef } from './present/refs.ts';
import { resolveOpportunity } from './resolve/opportunity.ts';
import { writeTool } from './tool.ts';

/** What one tells; the other facts stand on the record itself. */
const TOLD = FACT_KEYS.filter((key) => FACT_TABLE[key].origin !== 'record') as [FactKey, ...FactKey[]];
const LABELS = Object.fromEntries(TOLD.map((key) => [key, FACT_TABLE[key].label])) as Record<FactKey, string>;

/** The words that say which fact is meant; what is told follows them. */
const FACT_WORDS = {
  competitor: ['竞争对手', '竞品', '对手', '友商', '竞对'],
  decision_maker: ['决策人', '拍板的人', '拍板人', '拍板的', '决策者', '关键人'],
  need: ['客户需求', '核心需求', '需求', '痛点'],
  budget: ['预算'],
  purchase_process: ['采购流程', '招标流程', '审批流程', '签约流程'],
  proposal_sent: ['方案已发', '方案发', '报价发', '报价单发'],
  contract_draft: ['合同文本', '合同草稿', '合同初稿'],
} as const;

/** «没有竞争对手»: known, and nobody to add. */
const NOBODY = /^(?:目前|暂时|现在)?(?:没有|无|没)/u;

interface Plan {
  readonly id: string;
  readonly name: string;
  readonly fact: FactKey;
  readonly value: string;
  /** Set when a competitor is added instead of a fact. */
  readonly competitor?: { readonly name: string; readonly strength: string | null };
}

export const recordDealFact = writeTool({
  name: 'record_deal_fact',
  title: '记关键信息',
  description:
    '记下一个商机的关键信息：decision_maker 决策人、need 客户需求、budget 预算、purchase_process 采购流程、proposal_sent 方案或报价、contract_draft 合同、competitor 竞争对手（会加到竞争对手里）。value 只写内容本身。',
  permission: 'crm.write',
  input: z.strictObject({
    opportunity: maybeOpportunity,
    customer: maybeCustomer,
    fact: choice('信息类型', z.enum(TOLD), FACT_WORDS),
    value: slot('free_text', '内容', z.string().trim().max(500), Object.values(FACT_WORDS).flat()).nullish(),
  }),
  phrases: [
    '{opportunity}的预算是{value}',
    '记一下{opportunity}的决策人是{value}',
    '{customer}那单的决策人是{value}',
    '{opportunity}的竞争对手是{value}',
    '{opportunity}有个竞争对手叫{value}',
    '{opportunity}多了一个竞品{value}',
    '{opportunity}的采购流程：{value}',
    '{opportunity}客户需求是{value}',
    '{customer}那单的预算记成{value}',
    '{opportunity}拍板的是{value}',
    '{opportunity}没有竞争对手，记一下',
    '{customer}的单子预算记一下，{value}',
    '{opportunity}的对手是{value}',
  ],
  propose: async (scope, said) => {
    const deal = await resolveOpportunity(scope, said);
    const label = FACT_TABLE[said.fact].label;
    const value = given(said.value)?.replace(/^(?:记成|记为|记一下|叫做?|有|是)[\s,，:：]*/u, '');
    if (!value) throw toolError('tools.missing', { details: { label: `${label}的内容` } });
    const ref = opportunityRef(deal);
    const known = (await listFacts(scope, { id: deal.id })).items.find(({ key }) => key === said.fact);
    const competitor = said.fact === 'competitor' && !NOBODY.test(value) ? competitorOf(value) : undefined;
    if (competitor) {
      const { items } = await listCompetitors(scope, { id: deal.id });
      if (items.some(({ name }) => name === competitor.name))
        throw toolError('tools.nothing_to_change', {
          details: { reason: `“${deal.name}”的竞争对手里已经有${competitor.name}了` },
        });
    } else if (known?.source !== 'record' && known?.value === value)
      throw toolError('tools.nothing_to_change', { details: { reason: `“${deal.name}”的${label}已经记着“${value}”` } });
    return {
      title: competitor ? '加竞争对手' : '记关键信息',
      summary: competitor
        ? `给“${deal.name}”加上竞争对手${competitor.name}${competitor.strength ? `（${competitor.strength}）` : ''}。`
        : `“${deal.name}”的${label}记为“${value}”。`,
      changes: [changeOf(ref, label, known?.value ?? null, value)],
      fields: [
        { name: 'fact', label: '信息类型', kind: 'select', value: said.fact, options: optionsOf(TOLD, LABELS) },
        { name: 'value', label: '内容', kind: 'long_text', value },
      ],
      refs: [ref],
      // A fact never makes the deal's version move; what was known before stands on the card and is compared.
      snapshot: {},
      plan: {
        id: deal.id,
        name: deal.name,
        fact: said.fact,
        value,
        ...(competitor ? { competitor } : {}),
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const { competitor, id, fact, value, name } = plan;
    if (competitor) await addCompetitor(scope, { id, status: 'competing', ...competitor });
    else await recordFact(scope, { id, key: fact, value });
    const { missing } = await listFacts(scope, { id });
    return answer({
      text: sentences(
        `已记下“${name}”的${FACT_TABLE[fact].label}：${value}。`,
        missing.length > 0 && `这个阶段还差：${missing.map((key) => FACT_TABLE[key].label).join('、')}。`,
      ),
      parts: [],
      suggestions: [`给${name}做个体检`, `${name}这个商机怎么样了`],
    });
  },
});

/** «金蝶，报价比我们低»: the name first, the rest is how strong it is. */
function competitorOf(value: string): { name: string; strength: string | null } {
  const [name = '', ...rest] = value.split(/[,，。；;\s]+/u).filter(Boolean);
  return { name: name.slice(0, 80), strength: rest.join('，') || null };
}
