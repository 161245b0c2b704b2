import { z } from 'zod';
import { listOpportunities } from '../domain/crm/opportunities/list-opportunities.ts';
import { isOpenStage } from '../domain/crm/stage-table.ts';
import { STAGE_WORDS } from '../domain/crm/words.ts';
import type { CustomerView, OpportunityView, Stage } from '../kernel/contracts/crm.ts';
import type { DayRange } from '../kernel/contracts/reports.ts';
import { formatMoney } from '../kernel/format/money.ts';
import { slot } from '../kernel/slots.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, maybeCustomer, maybeOwner, maybePeriod, maybeProduct, maybeRegion, stage } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { OPPORTUNITY_TABLE, sumOf } from './present/opportunity-table.ts';
import { opportunityRef } from './present/refs.ts';
import { tablePart } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { comingDays, pastDays } from './resolve/period.ts';
import { resolvePerson, type Person } from './resolve/person.ts';
import { resolveProduct, type NamedProduct } from './resolve/product.ts';
import { resolveValue } from './resolve/value.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

/** Rows that are read to be summed; beyond them only the count is said. */
const MOST_SUMMED = 500;

const input = z.strictObject({
  customer: maybeCustomer,
  owner: maybeOwner,
  stage: stage.nullish(),
  region: maybeRegion,
  product: maybeProduct,
  min_amount: slot('money', '最低金额', z.number().min(0)).nullish(),
  closing: maybePeriod('预计成交时间', ['签', '成交', '关单', '落地']),
});

interface Criteria {
  readonly customer: CustomerView | undefined;
  readonly owner: Person | undefined;
  readonly stage: Stage | undefined;
  readonly region: string | undefined;
  readonly product: NamedProduct | undefined;
  readonly minAmount: number | undefined;
  readonly closing: DayRange | undefined;
  readonly when: string | undefined;
  /** Without a stage only open deals are meant, except all of one customer. */
  readonly openOnly: boolean;
}

export const findOpportunities = readTool({
  name: 'find_opportunities',
  title: '查找商机',
  description:
    '按客户、负责人、阶段、区域、产品、最低金额、预计成交时间列出商机；不说阶段时只列在谈的。问某一个商机用 get_opportunity；只要金额或数量的统计用 query_report。',
  permission: 'crm.read',
  input,
  phrases: [
    '金额{min_amount}以上还在谈的单子',
    '{owner}手上有哪些商机',
    '{customer}有哪些商机',
    '{customer}有几个商机在谈',
    '{closing}预计能签的单子',
    '处于{stage}阶段的商机',
    '{region}有哪些在谈的项目',
    '{product}的商机列表',
    '看看{owner}在{stage}的单子',
    '超过{min_amount}的大单有哪些',
    '{stage}的机会都列出来',
    '我的商机',
    '{closing}要成交的项目有哪些',
    '{region}{min_amount}以上的商机',
    '{region}有哪些商机卡在{stage}',
  ],
  answer: async (scope, said) => {
    const criteria = await resolveCriteria(scope, said);
    const page = await listOpportunities(scope, {
      page: 1,
      page_size: MOST_SUMMED,
      sort: '-amount',
      ...(criteria.openOnly ? { open: true } : {}),
      ...(criteria.customer ? { customer_id: criteria.customer.id } : {}),
      ...(criteria.owner ? { owner_id: criteria.owner.id } : {}),
      ...(criteria.stage ? { stage: criteria.stage } : {}),
      ...(criteria.region ? { region: criteria.region } : {}),
      ...(criteria.product ? { product_id: criteria.product.id } : {}),
      ...(criteria.minAmount === undefined ? {} : { min_amount: criteria.minAmount }),
      ...(criteria.closing ? { close_from: criteria.closing.from, close_to: criteria.closing.to } : {}),
    });
    return page.total === 0 ? nothing(scope, criteria) : found(scope, criteria, page.items, page.total);
  },
});

async function resolveCriteria(scope: ToolScope, said: z.output<typeof input>): Promise<Criteria> {
  const now = scope.clock.now();
  const [customer, owner] = [given(said.customer), given(said.owner)];
  const [region, product] = [given(said.region), given(said.product)];
  const ended = said.stage ? !isOpenStage(said.stage) : false;
  const closing = ended ? pastDays(said.closing, now) : comingDays(said.closing, now);
  return {
    customer: customer ? await resolveCustomer(scope, customer) : undefined,
    owner: owner ? await resolvePerson(scope, owner) : undefined,
    stage: said.stage ?? undefined,
    region: region ? await resolveValue(scope, 'region', region) : undefined,
    product: product ? await resolveProduct(scope, product) : undefined,
    minAmount: said.min_amount ?? undefined,
    closing,
    when: closing && describeRange(closing, now),
    openOnly: !said.stage && (!customer || Boolean(closing)),
  };
}

/** «王磊负责的华东在谈商机». */
function subjectOf(criteria: Criteria): string {
  const ended = criteria.stage && !isOpenStage(criteria.stage);
  return phrase(
    criteria.customer && `${criteria.customer.name}的`,
    criteria.owner && `${criteria.owner.words}负责的`,
    criteria.when && `${criteria.when} ${ended ? '结束的' : '预计成交的'}`,
    criteria.minAmount !== undefined && `金额 ${formatMoney(criteria.minAmount)} 以上的`,
    criteria.region,
    criteria.product?.name,
    criteria.stage && `“${STAGE_WORDS[criteria.stage]}”阶段的`,
    criteria.openOnly && '在谈',
    '商机',
  );
}

function filterOf(scope: ToolScope, criteria: Criteria) {
  return filterPart(scope.actor, '商机', [
    criteria.openOnly && '只含在谈商机',
    criteria.customer && `客户：${criteria.customer.name}`,
    criteria.owner && `负责人：${criteria.owner.name}`,
    criteria.stage && `阶段：${STAGE_WORDS[criteria.stage]}`,
    criteria.region && `客户区域：${criteria.region}`,
    criteria.product && `产品：${criteria.product.name}`,
    criteria.minAmount !== undefined && `金额不低于 ${formatMoney(criteria.minAmount)}`,
    criteria.when && `（预计）成交日：${criteria.when}`,
  ]);
}

function nothing(scope: ToolScope, criteria: Criteria): ToolAnswer {
  return answer({
    text: `${phrase('没有找到', subjectOf(criteria))}。${criteria.minAmount === undefined ? '可以换个阶段或时间再查。' : '可以把金额降低一些再查。'}`,
    parts: filterOf(scope, criteria),
    suggestions: [
      criteria.customer && `介绍一下${criteria.customer.name}`,
      criteria.region && `${criteria.region}有哪些在谈的项目`,
      '我的商机',
      '本季度的销售漏斗',
    ],
  });
}

function found(scope: ToolScope, criteria: Criteria, rows: readonly OpportunityView[], total: number): ToolAnswer {
  const [first] = rows;
  const all = rows.length === total;
  const open = rows.filter((row) => isOpenStage(row.stage));
  const mixed = all && !criteria.stage && open.length < rows.length;
  const unknown = rows.filter((row) => row.amount === null).length;
  return answer({
    text: sentences(
      `${phrase(subjectOf(criteria), `有 ${total} 个`)}${all ? `，合计 ${formatMoney(sumOf(rows))}` : ''}。`,
      mixed && `其中在谈 ${open.length} 个，共 ${formatMoney(sumOf(open))}。`,
      first && firstOf(first, total),
      unknown > 0 && all && `有 ${unknown} 个没有填写金额。`,
    ),
    parts: [tablePart(OPPORTUNITY_TABLE, rows, { title: '商机', total }), ...filterOf(scope, criteria)],
    records: rows.slice(0, 5).map(opportunityRef),
    suggestions: [
      first && `${first.name}这个商机怎么样了`,
      `${criteria.region ?? (criteria.owner && !criteria.owner.isSpeaker ? criteria.owner.name : '我')}的商机里哪些超过30天没动`,
      criteria.customer ? `看看${criteria.customer.name}的往来记录` : '本季度的销售漏斗',
    ],
  });
}

function firstOf(row: OpportunityView, total: number): string {
  const amount = row.amount === null ? '金额还没填' : formatMoney(row.amount);
  const words = `${row.name}（${row.customer_name ?? '未关联客户'}），${amount}，${STAGE_WORDS[row.stage]}`;
  return total === 1 ? `${words}。` : `金额最高的是${words}。`;
}
